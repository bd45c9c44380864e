using Microsoft.Win32.SafeHandles;
using Xunit;

namespace TeaSocket.Tests.Awaiting;

/// <summary>What awaited calls go on in.</summary>
public enum LoopKind
{
    /// <summary>A loop that the test drives by RunOnce, on its own thread.</summary>
    Driven,

    /// <summary>The thread of the environment's own.</summary>
    OwnThread,
}

/// <summary>An environment with a loop of either kind, sockets in it, and how a test waits for what is awaited there.</summary>
internal sealed class TestLoop : IDisposable
{
    // Not a measure: what never comes must not hang the whole run.
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    private readonly List<SafeFileHandle> opened = [];
    private readonly List<string> files = [];

    public TestLoop(LoopKind kind)
    {
        Driven = kind == LoopKind.Driven ? new SocketLoop() : null;
        Environment = Driven is null ? new SocketEnvironment() : new SocketEnvironment { Loop = Driven };
    }

    /// <summary>Both kinds.</summary>
    public static TheoryData<LoopKind> Kinds => [LoopKind.Driven, LoopKind.OwnThread];

    /// <summary>The loop that the test drives; null for the other kind.</summary>
    public SocketLoop? Driven { get; }

    /// <summary>Where the sockets are opened.</summary>
    public SocketEnvironment Environment { get; }

    public void Dispose()
    {
        Environment.Dispose();
        Driven?.Dispose();
        opened.ForEach(file => file.Dispose());
        files.ForEach(File.Delete);
    }

    /// <summary>The path of a new file, which is deleted with the loop.</summary>
    public string NewFile(byte[] content)
    {
        string path = Path.GetTempFileName();
        files.Add(path);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>The same, opened, until the loop is disposed.</summary>
    public SafeFileHandle OpenFile(byte[] content)
    {
        SafeFileHandle file = File.OpenHandle(NewFile(content));
        opened.Add(file);
        return file;
    }

    /// <summary>Runs a test that awaits, on the test's own thread where that drives the loop.</summary>
    public void Run(Func<Task> body)
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            End(body());
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    /// <summary>Waits until something is over, and throws what it has thrown.</summary>
    public void End(Task task)
    {
        if (Driven is null)
        {
            Assert.True(Task.WaitAny([task], patience) == 0, "what is awaited does not end");
        }
        else
        {
            Drive(Driven, task);
        }

        task.GetAwaiter().GetResult();
    }

    /// <summary>Lets the loop do what it has been told by now.</summary>
    public void Settle()
    {
        // Others are told of before these.
        (Socket first, Socket second) = Pair();
        ValueTask<int> receiving = first.ReceiveAsync(new byte[1]);
        second.Send("x"u8);
        Assert.Equal(1, Result(receiving));
        first.Dispose();
        second.Dispose();
    }

    /// <summary>The same of a call with a result.</summary>
    public T Result<T>(ValueTask<T> call)
    {
        Task<T> task = call.AsTask();
        End(task);
        return task.Result;
    }

    /// <summary>How a call ends: with the code of an exception, with "canceled", or with what it returns.</summary>
    public string Outcome<T>(ValueTask<T> call) => Outcome(call.AsTask());

    /// <summary>The same of a call without a result.</summary>
    public string Outcome(ValueTask call) => Outcome(WithResult(call));

    /// <summary>The same of a task.</summary>
    public string Outcome<T>(Task<T> task)
    {
        try
        {
            End(task);
            return $"{task.Result}";
        }
        catch (SocketException e)
        {
            return e.Code;
        }
        catch (OperationCanceledException)
        {
            return "canceled";
        }
    }

    /// <summary>A UDP socket on a port of the system's choice.</summary>
    public Socket Udp()
    {
        var socket = new Socket(Family.Inet, SocketType.Datagram, environment: Environment);
        socket.Bind(SocketPairs.AnyLoopbackPort);
        return socket;
    }

    /// <summary>A TCP socket that is not connected.</summary>
    public Socket Stream(Family? family = null) => new(family ?? Family.Inet, SocketType.Stream, environment: Environment);

    /// <summary>A TCP socket that listens on a port of the system's choice.</summary>
    public Socket Listener()
    {
        Socket listener = Stream();
        listener.Bind(SocketPairs.AnyLoopbackPort);
        listener.Listen();
        return listener;
    }

    /// <summary>Both ends of a TCP connection.</summary>
    public (Socket Client, Socket Server) Tcp()
    {
        using Socket listener = Listener();
        Socket client = Stream();
        client.Connect(listener.GetSocketName());
        return (client, listener.Accept()!);
    }

    /// <summary>Two Unix sockets that are connected to each other.</summary>
    public (Socket First, Socket Second) Pair(SocketType? type = null) => Socket.Pair(type: type, environment: Environment);

    /// <summary>A name for a Unix socket that nobody else has.</summary>
    public static SocketAddress NewName() => SocketAddress.Parse(Family.Unix, "\0" + Guid.NewGuid());

    /// <summary>Whether the system has a socket not block, whatever the Socket believes.</summary>
    public static bool IsNonBlocking(Socket socket) => Socket.Describe(socket.Descriptor, socket.Environment).IsNonBlocking;

    /// <summary>Bytes that look like nothing else.</summary>
    public static byte[] Noise(int length, int seed = 1)
    {
        byte[] noise = new byte[length];
        new Random(seed).NextBytes(noise);
        return noise;
    }

    private static async Task<string> WithResult(ValueTask call)
    {
        await call.ConfigureAwait(false);
        return "over";
    }

    private static void Drive(SocketLoop loop, Task task)
    {
        // Something else than the loop may complete it.
        _ = task.ContinueWith(static (_, loop) => ((SocketLoop)loop!).Wake(), loop, TaskScheduler.Default);
        long give = System.Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (!task.IsCompleted)
        {
            loop.RunOnce(patience);
            Assert.True(System.Environment.TickCount64 < give, "what is awaited does not end");
        }
    }
}
