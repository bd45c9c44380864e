using System.Runtime.InteropServices;

namespace TeaSocket.Platform.Unix;

/// <summary>
/// A signal that does nothing but end the call that a thread waits in with EINTR: its handler is empty, and installed without SA_RESTART.
/// </summary>
/// <remarks>
/// The handler is a function of the C library's that only computes: managed code must not run there. The signal is one that nobody has a
/// handler for, and that the thread which looks for it does not block, as whoever takes signals by signalfd(2) or sigwait(3) would have.
/// </remarks>
internal abstract unsafe class WakeSignal
{
    private const nint SIG_DFL = 0;

    private static readonly Lock choice = new();
    private volatile int chosen;

    /// <summary>Signals that may be free, the likeliest first.</summary>
    protected abstract ReadOnlySpan<int> Candidates { get; }

    /// <summary>SIG_UNBLOCK.</summary>
    protected abstract int Unblock { get; }

    /// <summary>The handler of a signal.</summary>
    protected abstract nint HandlerOf(int signal);

    /// <summary>Installs a handler without flags.</summary>
    protected abstract void Install(int signal, nint handler);

    /// <summary>The signal; 0 when none is free: then no wait can be ended.</summary>
    public int Number => chosen;

    /// <summary>Lets the calling thread get the signal, whatever its host has blocked.</summary>
    public void Accept()
    {
        byte* blocked = stackalloc byte[128]; // sizeof(sigset_t) is at most that
        byte* own = stackalloc byte[128];
        _ = LibC.sigemptyset(own);
        _ = LibC.pthread_sigmask(Unblock, own, blocked);
        Choose(blocked);
        if (chosen != 0 && LibC.sigismember(blocked, chosen) != 0)
        {
            _ = LibC.sigaddset(own, chosen);
            _ = LibC.pthread_sigmask(Unblock, own, null);
        }
    }

    private void Choose(byte* blocked)
    {
        lock (choice)
        {
            if (chosen == 0)
            {
                nint handler = NativeLibrary.GetExport(NativeLibrary.Load("libc", typeof(WakeSignal).Assembly, null), "abs");
                foreach (int signal in Candidates)
                {
                    bool isFree = HandlerOf(signal) == SIG_DFL || HandlerOf(signal) == handler;
                    bool isBlocked = LibC.sigismember(blocked, signal) != 0;
                    if (isFree && (chosen == 0 || !isBlocked))
                    {
                        chosen = signal;
                        if (!isBlocked)
                        {
                            break;
                        }
                    }
                }

                Install(chosen, handler);
            }
        }
    }
}

/// <summary>One of Linux's real-time signals.</summary>
internal sealed unsafe class LinuxWakeSignal : WakeSignal
{
    // Below SIGRTMAX (64), 63 and 62, which Java and others take, and above what the C libraries and .NET take from SIGRTMIN (34) on.
    protected override ReadOnlySpan<int> Candidates =>
        [61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40];

    protected override int Unblock => LinuxConstants.SIG_UNBLOCK;

    protected override nint HandlerOf(int signal)
    {
        LinuxLibC.SignalAction action;
        return LibC.sigaction(signal, null, &action) == 0 ? action.Handler : -1;
    }

    protected override void Install(int signal, nint handler)
    {
        LinuxLibC.SignalAction action = new() { Handler = handler };
        _ = LibC.sigaction(signal, &action, null);
    }
}

/// <summary>macOS has no real-time signals: one of those that do nothing by default. Compiled, not yet run.</summary>
internal sealed unsafe class MacWakeSignal : WakeSignal
{
    protected override ReadOnlySpan<int> Candidates => [MacConstants.SIGIO, MacConstants.SIGURG];

    protected override int Unblock => MacConstants.SIG_UNBLOCK;

    protected override nint HandlerOf(int signal)
    {
        MacLibC.SignalAction action;
        return LibC.sigaction(signal, null, &action) == 0 ? action.Handler : -1;
    }

    protected override void Install(int signal, nint handler)
    {
        MacLibC.SignalAction action = new() { Handler = handler };
        _ = LibC.sigaction(signal, &action, null);
    }
}
