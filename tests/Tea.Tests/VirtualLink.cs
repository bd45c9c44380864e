using System.Diagnostics;
using Xunit;

namespace Tea.Tests;

/// <summary>
/// Two network namespaces with a link between them, so that nothing else is on it: "va" with 10.9.0.1 here, "vb" with 10.9.0.2 there.
/// </summary>
internal sealed class VirtualLink : IDisposable
{
    private static int links;

    private VirtualLink(string name) => (Here, There) = (name + "a", name + "b");

    /// <summary>The names of the namespaces.</summary>
    public string Here { get; }

    /// <summary>The other end.</summary>
    public string There { get; }

    public static VirtualLink Create()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "network namespaces are Linux's");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "network namespaces need root");
        _ = Require.Tool("ip");
        var link = new VirtualLink($"tea{Environment.ProcessId}-{Interlocked.Increment(ref links)}");
        try
        {
            foreach (string name in (string[])[link.Here, link.There])
            {
                Run("ip", "netns", "add", name);
                Run("ip", "netns", "exec", name, "sh", "-c", "echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6; echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6");
                Run("ip", "-n", name, "link", "set", "lo", "up");
            }

            Run("ip", "link", "add", "va", "netns", link.Here, "type", "veth", "peer", "name", "vb", "netns", link.There);
            Run("ip", "-n", link.Here, "addr", "add", "10.9.0.1/24", "dev", "va");
            Run("ip", "-n", link.There, "addr", "add", "10.9.0.2/24", "dev", "vb");
            Run("ip", "-n", link.There, "link", "set", "vb", "up");
            Run("ip", "-n", link.Here, "link", "set", "va", "up");
            return link;
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }

    /// <summary>A command that is run in a namespace, with both of its outputs on one.</summary>
    public static ProcessStartInfo Command(string name, ProcessStartInfo command) =>
        new(Require.Tool("ip"), ["netns", "exec", name, "sh", "-c", "exec \"$@\" 2>&1", "sh", command.FileName, .. command.ArgumentList])
        {
            WorkingDirectory = command.WorkingDirectory,
        };

    public void Dispose()
    {
        foreach (string name in (string[])[Here, There])
        {
            using var removal = RunningProgram.Start("ip", "netns", "delete", name);
            _ = removal.WaitForExit();
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using var running = RunningProgram.Start(program, arguments);
        _ = running.WaitForExit().Success;
    }
}
