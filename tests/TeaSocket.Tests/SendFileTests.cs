using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using TeaSocket.Platform.Unix;
using Xunit;
using static TeaSocket.Tests.SocketPairs;

namespace TeaSocket.Tests;

/// <summary>Sending files: descriptors, waits and their ends, and what the tests of scripts cannot see.</summary>
public sealed class SendFileTests : IDisposable
{
    private const int size = 5_000_000;

    private readonly string path = Path.GetTempFileName();
    private readonly byte[] content = new byte[size];

    public SendFileTests()
    {
        new Random(1).NextBytes(content);
        File.WriteAllBytes(path, content);
    }

    public void Dispose() => File.Delete(path);

    [Fact]
    public async Task ABlockingSocketGoesOnUntilAllIsSent()
    {
        var (client, server) = Tcp();
        using (client)
        using (server)
        {
            Task<byte[]> receiving = ReceiveAll(server);
            Assert.Equal(size, client.SendFile(path));
            Assert.Equal(size - 7L, client.SendFile(path, 7));
            Assert.Equal(11L, client.SendFile(path, 5, 11));
            client.Shutdown(Direction.Send);
            byte[] expected = [.. content, .. content[7..], .. content[5..16]];
            Assert.True((await receiving).AsSpan().SequenceEqual(expected));
        }
    }

    [Fact]
    public async Task AnOffsetLeavesTheFilesOwnPositionAlone()
    {
        var (client, server) = Tcp();
        using SafeFileHandle file = File.OpenHandle(path);
        using (client)
        using (server)
        {
            Task<byte[]> receiving = ReceiveAll(server);
            Assert.Equal(10L, client.SendFile(file, 100, 10));
            Assert.Equal(20L, client.SendFile(file, count: 20));
            Assert.Equal(10L, client.SendFile(file, 200, 10));
            Assert.Equal(size - 20L, client.SendFile(file));
            Assert.Equal(0L, client.SendFile(file));
            client.Shutdown(Direction.Send);
            byte[] expected = [.. content[100..110], .. content[..20], .. content[200..210], .. content[20..]];
            Assert.True((await receiving).AsSpan().SequenceEqual(expected));
        }
    }

    [Fact]
    public async Task ItIsTheSameWhenASocketMayNotWaitInTheSystem()
    {
        // With a timeout, or with an environment whose waits signals end, the file is copied piece by piece.
        using var environment = new SocketEnvironment { Interruptible = true };
        using Socket listener = Listener();
        using var client = new Socket(Family.Inet, SocketType.Stream, environment: environment);
        client.Connect(listener.GetSocketName());
        using Socket server = listener.Accept()!;
        using SafeFileHandle file = File.OpenHandle(path);
        Task<byte[]> receiving = ReceiveAll(server);
        Assert.Equal(size, client.SendFile(path));
        client.SetTimeouts(60);
        Assert.Equal(100L, client.SendFile(file, count: 100));
        Assert.Equal(size - 100L, client.SendFile(file));
        Assert.Equal(3L, client.SendFile(file, 50, 3));
        client.Shutdown(Direction.Send);
        byte[] expected = [.. content, .. content, .. content[50..53]];
        Assert.True((await receiving).AsSpan().SequenceEqual(expected));
    }

    [Fact]
    public async Task FilesMayBeLargerThanTwoGibibytes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a file without its zeros takes another call there");
        const long large = (1L << 31) + 100_000;
        using (FileStream stream = File.OpenWrite(path))
        {
            stream.SetLength(large);
        }

        var (client, server) = Tcp();
        using (client)
        using (server)
        {
            Task<long> receiving = Task.Factory.StartNew(() => Drain(server), TaskCreationOptions.LongRunning);
            Assert.Equal(large, client.SendFile(path));
            Assert.Equal(50L, client.SendFile(path, large - 50));
            client.Shutdown(Direction.Send);
            Assert.Equal(large + 50, await receiving);
        }
    }

    [Fact]
    public void WhatHasNoRoomIsNotSent()
    {
        var (client, server) = Tcp();
        using (client)
        using (server)
        {
            client.Blocking = false;
            long offset = 0;
            long? sent;
            for (; (sent = client.SendFile(path, offset % size)) is not null; offset += sent.Value)
            {
                Assert.InRange(sent.Value, 1, size);
            }

            client.Dispose();
            Assert.Equal(offset, Drain(server));
        }
    }

    [Fact]
    public void TheSocketsTimeoutEndsIt()
    {
        var (client, server) = Tcp();
        using (client)
        using (server)
        {
            client.SetTimeouts(0.05);
            SocketException error = Assert.Throws<SocketException>(() => SendForEver(client, default));
            Assert.Equal(("ETIMEDOUT", "sendfile", path), (error.Code, error.SystemCall, error.Path));
            Assert.InRange(error.BytesSent, 0, size);
        }
    }

    [Fact]
    public async Task CancelingAndClosingEndIt()
    {
        var (client, server) = Tcp();
        using (client)
        using (server)
        {
            using var cancellation = new CancellationTokenSource();
            Task canceled = Task.Run(() => SendForEver(client, cancellation.Token), TestContext.Current.CancellationToken);
            Fill(client);
            cancellation.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);

            Task closed = Task.Run(() => SendForEver(client, default), TestContext.Current.CancellationToken);
            Fill(client);
            client.Dispose();
            Assert.Contains((await Assert.ThrowsAsync<SocketException>(() => closed)).Code, (string[])["ECANCELED", "EBADF"]);
        }
    }

    [Fact]
    public unsafe void APeerThatVanishedRaisesNoSignal()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the call without a flag against it is Linux's");
        using SafeFileHandle file = File.OpenHandle(path);
        byte* mask = stackalloc byte[128];
        foreach (bool isBlockedBefore in (bool[])[false, true])
        {
            var (client, server) = Tcp();
            server.Dispose();
            using (client)
            {
                if (isBlockedBefore)
                {
                    _ = LibC.sigemptyset(mask);
                    _ = LibC.sigaddset(mask, LinuxConstants.SIGPIPE);
                    _ = LibC.pthread_sigmask(LinuxConstants.SIG_BLOCK, mask, null);
                }

                _ = Record.Exception(() => client.SendFile(file));
                for (int i = 0; i < 3; i++)
                {
                    Assert.Contains(Assert.Throws<SocketException>(() => client.SendFile(file, 0)).Code, (string[])["EPIPE", "ECONNRESET"]);
                }

                // The mask is what it was, and no signal waits.
                _ = LibC.pthread_sigmask(LinuxConstants.SIG_BLOCK, null, mask);
                Assert.Equal(isBlockedBefore ? 1 : 0, LibC.sigismember(mask, LinuxConstants.SIGPIPE));
                Assert.Equal(0, LinuxLibC.sigpending(mask));
                Assert.Equal(0, LibC.sigismember(mask, LinuxConstants.SIGPIPE));
                _ = LibC.sigemptyset(mask);
                _ = LibC.sigaddset(mask, LinuxConstants.SIGPIPE);
                _ = LibC.pthread_sigmask(LinuxConstants.SIG_UNBLOCK, mask, null);
            }
        }
    }

    [Fact]
    public void WhatIsNoFileIsTold()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes have names there");
        var (client, server) = Tcp();
        using (client)
        using (server)
        {
            string directory = Directory.CreateTempSubdirectory("tea").FullName;
            try
            {
                Assert.Equal(("EISDIR", directory), Told(() => client.SendFile(directory)));
                string missing = Path.Combine(directory, "missing");
                Assert.Equal(("ENOENT", missing), Told(() => client.SendFile(missing)));
                string pipe = Path.Combine(directory, "pipe");
                Process.Start("mkfifo", [pipe]).WaitForExit();
                Assert.Equal(("ESPIPE", pipe), Told(() => client.SendFile(pipe))); // and nobody waited for who would write into it
                string secret = Path.Combine(directory, "write-only");
                using SafeFileHandle writable = File.OpenHandle(secret, FileMode.Create, FileAccess.Write);
                Assert.Equal(("EBADF", null), Told(() => client.SendFile(writable)));
                Assert.True(client.SendFile("/proc/version") > 0, "a file that tells no size");
            }
            finally
            {
                Directory.Delete(directory, recursive: true);
            }

            Assert.Throws<ArgumentOutOfRangeException>(() => client.SendFile(path, -1));
            Assert.Throws<ArgumentOutOfRangeException>(() => client.SendFile(path, 0, -1));
            Assert.Throws<ArgumentException>(() => client.SendFile("a\0b"));
        }
    }

    [Fact]
    public void TheFileIsClosedWhateverHappens()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "it is looked up in /proc");
        var (client, server) = Tcp();
        using (client)
        {
            Assert.Equal(10L, client.SendFile(path, 0, 10));
            server.Dispose();
            for (int i = 0; i < 20; i++)
            {
                _ = Record.Exception(() => client.SendFile(path));
            }

            Assert.DoesNotContain(path, Directory.GetFiles("/proc/self/fd").Select(each => File.ResolveLinkTarget(each, false)?.FullName));
        }
    }

    private static (string Code, string? Path) Told(Func<object?> call)
    {
        SocketException error = Assert.Throws<SocketException>(call);
        return (error.Code, error.Path);
    }

    private void SendForEver(Socket socket, CancellationToken cancellation)
    {
        while (true)
        {
            socket.SendFile(path, cancellation: cancellation);
        }
    }

    /// <summary>Waits until there is no room left, so that whoever sends waits.</summary>
    private static void Fill(Socket socket)
    {
        for (int full = 0; full < 3; full++)
        {
            while (Socket.Select([new SelectEntry(socket, Readiness.Write)], TimeSpan.Zero) > 0)
            {
                full = 0;
                Thread.Yield();
            }
        }
    }

    private static long Drain(Socket socket)
    {
        byte[] buffer = new byte[1 << 20];
        long total = 0;
        for (int received; (received = socket.Receive(buffer)!.Value) > 0;)
        {
            total += received;
        }

        return total;
    }

    private static Task<byte[]> ReceiveAll(Socket socket) => Task.Factory.StartNew(
        () =>
        {
            byte[] buffer = new byte[65536];
            using var all = new MemoryStream();
            for (int received; (received = socket.Receive(buffer)!.Value) > 0;)
            {
                all.Write(buffer, 0, received);
            }

            return all.ToArray();
        },
        TaskCreationOptions.LongRunning);
}

/// <summary>Options that these tests set by number.</summary>
internal static class SendTimeouts
{
    /// <summary>Sets SO_SNDTIMEO, in seconds.</summary>
    public static void SetTimeouts(this Socket socket, double seconds) =>
        Set(socket, TeaSocket.Platform.SystemCalls.Current.Constants.SO_SNDTIMEO, seconds);

    /// <summary>Sets SO_RCVTIMEO, in seconds.</summary>
    public static void SetReceiveTimeout(this Socket socket, double seconds) =>
        Set(socket, TeaSocket.Platform.SystemCalls.Current.Constants.SO_RCVTIMEO, seconds);

    private static void Set(Socket socket, int option, double seconds)
    {
        LibC.TimeVal value = new() { Seconds = (long)seconds, Microseconds = (int)(seconds % 1 * 1_000_000) };
        socket.SetOption(option, MemoryMarshal.AsBytes(new Span<LibC.TimeVal>(ref value)));
    }
}
