using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Tea.Tests;

/// <summary>What a test needs from the machine: where it is missing, the test is skipped and says what it lacks.</summary>
internal static class Require
{
    private static readonly string[] extensions = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];

    /// <summary>The path of a program that is looked up in PATH.</summary>
    public static string Tool(string name)
    {
        string? path = Find(name);
        Assert.SkipUnless(path is not null, $"{name} is not installed");
        return path!;
    }

    /// <summary>Whether PATH has a program of that name.</summary>
    public static bool Has(string name) => Find(name) is not null;

    /// <summary>A file that .ci/run installs.</summary>
    public static string Installed(string relative, string installedBy)
    {
        string path = Repository.PathOf(relative);
        Assert.SkipUnless(File.Exists(path), $"{relative} is missing: {installedBy} installs it");
        return path;
    }

    /// <summary>The module for Node, Bun and Deno.</summary>
    public static string NodeModule()
    {
        Assert.SkipUnless(Repository.NodeModule is not null, "neither gcc nor clang is installed, which link the module for Node");
        return Repository.NodeModule!;
    }

    /// <summary>The runner, published.</summary>
    public static string PublishedTea()
    {
        Assert.SkipUnless(Repository.PublishedTea is not null, "neither gcc nor clang is installed, which link the runner");
        return Repository.PublishedTea!;
    }

    public static void IPv6Loopback()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        }
        catch (SocketException exception)
        {
            Assert.Skip($"there is no IPv6 loopback address: {exception.Message}");
        }
    }

    public static void RawSockets() => Assert.SkipUnless(MayOpenRawSockets(), "raw sockets need root or CAP_NET_RAW");

    public static bool MayOpenRawSockets()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Icmp);
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AccessDenied)
        {
            return false;
        }
    }

    private static string? Find(string name) => (
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        from extension in extensions
        let candidate = Path.Combine(folder, name + extension)
        where File.Exists(candidate)
        select candidate).FirstOrDefault();
}
