using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Tea.Tests;

/// <summary>What a test needs from the machine: where it is missing, the test is skipped and says what it lacks; in CI it fails.</summary>
internal static class Require
{
    private static readonly string[] extensions = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];

    private static bool IsCI => Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>The path of a program that is looked up in PATH.</summary>
    public static string Tool(string name)
    {
        string? path = Find(name);
        Given(path is not null, $"{name} is not installed");
        return path!;
    }

    /// <summary>Whether PATH has a program of that name.</summary>
    public static bool Has(string name) => Find(name) is not null;

    /// <summary>A file that .ci/run installs.</summary>
    public static string Installed(string relative)
    {
        string path = Repository.PathOf(relative);
        Given(File.Exists(path), $"{relative} is missing: .ci/run installs it");
        return path;
    }

    /// <summary>The module for Node, Bun and Deno.</summary>
    public static string NodeModule()
    {
        Given(Repository.NodeModule is not null, "neither gcc nor clang is installed, which link the module for Node");
        return Repository.NodeModule!;
    }

    /// <summary>The runner, published.</summary>
    public static string PublishedTea()
    {
        Given(Repository.PublishedTea is not null, "neither gcc nor clang is installed, which link the runner");
        return Repository.PublishedTea!;
    }

    /// <summary>The same for Linux on ARM, on a Linux of another kind.</summary>
    public static string ArmModule()
    {
        Assert.SkipUnless(Repository.IsOtherLinux, "only a Linux of another kind cross-compiles for Linux on ARM");
        Given(Repository.ArmModule is not null, "gcc-aarch64-linux-gnu is not installed, which links the module for Linux on ARM");
        return Repository.ArmModule!;
    }

    /// <summary>What a test of several has skipped for something that is missing: a failure in CI, else a warning.</summary>
    public static void Nothing(IEnumerable<string> skipped)
    {
        foreach (string skip in skipped)
        {
            Assert.False(IsCI, skip);
            TestContext.Current.AddWarning(skip);
        }
    }

    /// <summary>Skips the test where something is missing that could be installed. In CI it fails: .ci/run has to have installed it.</summary>
    private static void Given(bool isThere, string otherwise)
    {
        Assert.False(IsCI && !isThere, otherwise);
        Assert.SkipUnless(isThere, otherwise);
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

    /// <summary>Skips the test where a process may not open that many; this one has raised its own limit as far as it may.</summary>
    public static void Descriptors(int count)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the limit is read from /proc");
        string limit = File.ReadLines("/proc/self/limits").Single(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        string most = limit.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
        bool isEnough = most == "unlimited" || int.Parse(most, CultureInfo.InvariantCulture) >= count;
        Assert.SkipUnless(isEnough, $"a process may open only {most} descriptors, of {count} that this takes");
    }
}
