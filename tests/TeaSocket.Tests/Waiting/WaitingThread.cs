using System.Globalization;
using System.Runtime.InteropServices;
using TeaSocket.Platform.Unix;
using Xunit;

namespace TeaSocket.Tests.Waiting;

/// <summary>A thread inside a call that waits: it is seen to be there, what it uses of the processor is counted, and signals are sent to it.</summary>
internal sealed partial class WaitingThread
{
    // Not a measure: what never comes must not hang the whole run.
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    // The call in which threads of .NET wait for each other.
    private static readonly string futex = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? "202 " : "98 ";

    private readonly TaskCompletionSource<int> id = new();
    private readonly TaskCompletionSource<Exception?> end = new();

    public WaitingThread(Action call)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        var thread = new Thread(() =>
        {
            id.SetResult((int)LinuxLibC.syscall(LinuxConstants.SYS_gettid));
            Exception? error = null;
            try
            {
                call();
            }
            catch (Exception e)
            {
                error = e;
            }

            ProcessorTime = OwnProcessorTime;
            end.SetResult(error);
        })
        { IsBackground = true };
        thread.Start();
    }

    /// <summary>The thread's number.</summary>
    public int Id => id.Task.Result;

    /// <summary>Whether the call has returned or thrown.</summary>
    public bool HasEnded => end.Task.IsCompleted;

    /// <summary>How long the thread has run on a processor, once it has ended.</summary>
    public TimeSpan ProcessorTime { get; private set; }

    /// <summary>How long the calling thread has run on a processor.</summary>
    public static TimeSpan OwnProcessorTime =>
        TimeSpan.FromTicks(long.Parse(File.ReadAllText("/proc/thread-self/schedstat").Split(' ')[0], CultureInfo.InvariantCulture) / 100);

    /// <summary>Starts a thread and looks on until it sleeps inside a call of the system's.</summary>
    public static WaitingThread In(Action call)
    {
        var thread = new WaitingThread(call);
        thread.WaitUntilAsleep();
        return thread;
    }

    /// <summary>Looks on until the thread sleeps inside a call of the system's that is none of .NET's.</summary>
    public void WaitUntilAsleep() => Until(() =>
    {
        Assert.False(HasEnded, $"the call did not wait: {(HasEnded ? end.Task.Result : null)}");
        string call = File.ReadAllText($"/proc/self/task/{Id}/syscall"); // "running", or the call's number and arguments
        return char.IsDigit(call[0]) && !call.StartsWith(futex, StringComparison.Ordinal);
    });

    /// <summary>What the call threw, or null.</summary>
    public Exception? End()
    {
        Assert.True(end.Task.Wait(patience), "the wait does not end");
        return end.Task.Result;
    }

    /// <summary>The code of the exception that the call threw.</summary>
    public string Code() => Assert.IsType<SocketException>(End()).Code;

    /// <summary>Sends the thread a signal.</summary>
    public void Signal(int signal) => Assert.Equal(0, LinuxLibC.syscall(LinuxConstants.SYS_tgkill, Environment.ProcessId, Id, signal));

    /// <summary>The same, unless the thread has ended.</summary>
    public void TrySignal(int signal) => LinuxLibC.syscall(LinuxConstants.SYS_tgkill, Environment.ProcessId, Id, signal);

    /// <summary>Looks on until something is so.</summary>
    public static void Until(Func<bool> condition)
    {
        long give = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 < give, "what is waited for does not come");
            Thread.Yield();
        }
    }
}

/// <summary>A signal with a handler that does nothing, as a host's handlers are installed: with SA_RESTART.</summary>
internal static unsafe class TestSignal
{
    private const int SA_RESTART = 0x10000000;

    /// <summary>SIGUSR2.</summary>
    public const int Number = 12;

    /// <summary>Installs the handler.</summary>
    public static void Install()
    {
        LinuxLibC.SignalAction action = new()
        {
            Handler = NativeLibrary.GetExport(NativeLibrary.Load("libc", typeof(TestSignal).Assembly, null), "abs"),
            Flags = SA_RESTART,
        };
        Assert.Equal(0, LibC.sigaction(Number, &action, null));
    }
}
