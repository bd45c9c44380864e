using System.Text;

namespace Tea.Loading;

/// <summary>The addresses of files.</summary>
internal static class FileUrl
{
    private const string Scheme = "file:";

    /// <summary>What stands in such a URL as it is.</summary>
    private const string Plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._!$&'()*+,;=:@/";

    /// <summary>The URL of a file, as Node's pathToFileURL writes it.</summary>
    public static string Of(string path)
    {
        var url = new StringBuilder(Scheme + "//" + (OperatingSystem.IsWindows() ? "/" : ""));
        foreach (byte unit in Encoding.UTF8.GetBytes(OperatingSystem.IsWindows() ? path.Replace('\\', '/') : path))
        {
            _ = Plain.Contains((char)unit, StringComparison.Ordinal) ? url.Append((char)unit) : url.Append('%').Append($"{unit:X2}");
        }

        return url.ToString();
    }

    /// <summary>The same, as the engine has documents' addresses.</summary>
    public static Uri AddressOf(string path) => new(Of(path));

    /// <summary>The path of the file that is imported with a URL.</summary>
    /// <exception cref="ModuleException">It is no URL of a file here.</exception>
    public static string PathOf(ModuleRequest request)
    {
        string url = request.Specifier;
        if (!url.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw request.Error("ERR_UNSUPPORTED_ESM_URL_SCHEME", $"Only URLs of files can be imported, not '{ModuleRequest.Shown(url)}',");
        }

        string path = url[Scheme.Length..].Split('?', '#')[0];
        path = path.StartsWith("///", StringComparison.Ordinal) ? path[2..]
            : path.StartsWith("//localhost/", StringComparison.OrdinalIgnoreCase) ? path["//localhost".Length..]
            : path;
        if (!path.StartsWith('/') || path.StartsWith("//", StringComparison.Ordinal) || path.Contains("%2f", StringComparison.OrdinalIgnoreCase))
        {
            throw request.Error(ModuleException.InvalidSpecifier, $"Invalid module \"{ModuleRequest.Shown(url)}\": it is no absolute path on this machine");
        }

        return Uri.UnescapeDataString(OperatingSystem.IsWindows() ? path[1..] : path);
    }
}
