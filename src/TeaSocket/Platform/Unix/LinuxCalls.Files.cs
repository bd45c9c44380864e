namespace TeaSocket.Platform.Unix;

// Files to be sent.
internal sealed unsafe partial class LinuxCalls
{
    // As much as the system takes at once, see sendfile(2).
    private const long MostAtOnce = 0x7FFFF000;

    protected override int OpenFlags => LinuxConstants.O_CLOEXEC | LinuxConstants.O_NOCTTY | LinuxConstants.O_NONBLOCK;

    public override int SendFile(nint descriptor, nint file, long offset, long count, bool mayWait = true)
    {
        // The call has no flag for it: only who has switched O_NONBLOCK, for all that use the socket, keeps it from waiting.
        int result = mayWait ? SendFileWithoutSignal(descriptor, file, offset, count) : -Constants.EINVAL;

        // Of what it cannot map, be it that there is no reading it, reading tells why.
        return result == -Constants.EINVAL ? SendCopy(descriptor, file, offset, count, mayWait) : result;
    }

    /// <summary>
    /// There is no MSG_NOSIGNAL here. The signal would come to this thread: it is blocked for the time of the call, and taken away after it,
    /// as also one that has sent a part may have raised it. What the process does with SIGPIPE stays as it is.
    /// </summary>
    private static int SendFileWithoutSignal(nint descriptor, nint file, long offset, long count)
    {
        byte* pipe = stackalloc byte[sizeof(LinuxLibC.SignalSet)];
        byte* before = stackalloc byte[sizeof(LinuxLibC.SignalSet)];
        _ = LibC.sigemptyset(pipe);
        _ = LibC.sigaddset(pipe, LinuxConstants.SIGPIPE);
        _ = LibC.pthread_sigmask(LinuxConstants.SIG_BLOCK, pipe, before);
        bool isHosts = LibC.sigismember(before, LinuxConstants.SIGPIPE) != 0 && IsPending();
        int result = UnixCalls.Result(LinuxLibC.sendfile((int)descriptor, (int)file, offset < 0 ? null : &offset, (nuint)Math.Min(count, MostAtOnce)));
        if (!isHosts)
        {
            LibC.TimeSpec now = default;
            _ = LinuxLibC.sigtimedwait(pipe, null, &now);
        }

        _ = LibC.pthread_sigmask(LinuxConstants.SIG_SETMASK, before, null);
        return result;
    }

    private static bool IsPending()
    {
        byte* pending = stackalloc byte[sizeof(LinuxLibC.SignalSet)];
        return LinuxLibC.sigpending(pending) == 0 && LibC.sigismember(pending, LinuxConstants.SIGPIPE) != 0;
    }
}
