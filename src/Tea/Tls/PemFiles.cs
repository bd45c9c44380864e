using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TeaSocket;

namespace Tea.Tls;

/// <summary>A file with certificates.</summary>
internal sealed class CertificateFile(string call, string path)
{
    /// <summary>What stands in it.</summary>
    public string Text { get; } = PemFile.Read(call, path);

    /// <summary>The certificates, at least one.</summary>
    /// <exception cref="SocketException">EINVAL: there is none.</exception>
    public X509Certificate2Collection Parse(string forCall)
    {
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPem(Text);
        }
        catch (CryptographicException e)
        {
            throw TlsFailure.Of(forCall, "EINVAL", $"the file holds no certificate that can be read: {e.Message.TrimEnd('.')}", path);
        }

        return all.Count > 0 ? all : throw TlsFailure.Of(forCall, "EINVAL", "the file holds no certificate in the form of PEM", path);
    }
}

/// <summary>A file with a private key.</summary>
internal sealed class PrivateKeyFile(string call, string path, string? password)
{
    private const string Encrypted = "ENCRYPTED PRIVATE KEY";

    private static readonly string[] labels = ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", Encrypted];

    private readonly string text = PemFile.Read(call, path);

    /// <summary>What tells it from others: what stands in it, and the password.</summary>
    public string Identity => $"{password?.Length ?? -1} {password}{text}";

    /// <summary>The key.</summary>
    /// <exception cref="SocketException">EINVAL: there is none that can be used, or the password is wrong.</exception>
    public PrivateKey Parse(string forCall)
    {
        (string label, string pem) = Find(forCall);
        if (label == Encrypted && password is null)
        {
            throw TlsFailure.Of(forCall, "EINVAL", "the private key is encrypted, and needs its password", path);
        }

        string reason = "";
        foreach (PrivateKey key in new[] { new PrivateKey(RSA.Create()), new PrivateKey(ECDsa.Create()) })
        {
            try
            {
                if (label == Encrypted)
                {
                    key.Algorithm.ImportFromEncryptedPem(pem, password);
                }
                else
                {
                    key.Algorithm.ImportFromPem(pem);
                }

                return key;
            }
            catch (Exception e) when (e is CryptographicException or ArgumentException)
            {
                reason = e.Message.TrimEnd('.');
            }
        }

        throw TlsFailure.Of(
            forCall, "EINVAL", label == Encrypted ? "the password is wrong, or the private key is neither RSA nor EC" : $"the private key cannot be used: {reason}", path);
    }

    /// <summary>The first key of the file, which may hold the certificate too.</summary>
    private (string Label, string Pem) Find(string forCall)
    {
        ReadOnlySpan<char> rest = text;
        while (PemEncoding.TryFind(rest, out PemFields fields))
        {
            string label = rest[fields.Label].ToString();
            if (Array.IndexOf(labels, label) >= 0)
            {
                return (label, rest[fields.Location].ToString());
            }

            rest = rest[fields.Location.End..];
        }

        throw TlsFailure.Of(
            forCall,
            "EINVAL",
            text.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal)
                ? "the private key is encrypted in OpenSSL's old form; \"openssl pkcs8 -topk8\" makes one in the form of today"
                : "the file holds no private key in the form of PEM",
            path);
    }
}

/// <summary>A private key of one of the kinds that certificates have.</summary>
/// <param name="Algorithm">RSA or ECDsa.</param>
internal sealed record PrivateKey(AsymmetricAlgorithm Algorithm)
{
    /// <summary>The certificate with this key.</summary>
    /// <exception cref="ArgumentException">It is not the certificate's.</exception>
    public X509Certificate2 With(X509Certificate2 certificate)
    {
        X509Certificate2 whole = Algorithm is RSA rsa ? certificate.CopyWithPrivateKey(rsa) : certificate.CopyWithPrivateKey((ECDsa)Algorithm);

        // Windows' TLS takes no key that is only in memory.
        return OperatingSystem.IsWindows() ? X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null) : whole;
    }
}

/// <summary>A file as text.</summary>
internal static class PemFile
{
    /// <summary>Reads it.</summary>
    /// <exception cref="SocketException">ENOENT, EACCES, EIO: it cannot be read.</exception>
    public static string Read(string call, string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw TlsFailure.Of(call, "ENOENT", "there is no such file", path);
        }
        catch (UnauthorizedAccessException)
        {
            throw TlsFailure.Of(call, Directory.Exists(path) ? "EISDIR" : "EACCES", "the file cannot be read", path);
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            throw TlsFailure.Of(call, "EIO", e.Message.TrimEnd('.'), path);
        }
    }
}
