namespace TeaSocket.Platform.Windows;

// There are no signals: what a thread waits in is ended in another way for each kind of call.
internal sealed unsafe partial class WindowsCalls
{
    // A datagram socket that is connected to itself, and stands in each poll of its thread: what is sent to it ends the poll.
    [ThreadStatic]
    private static nint wakeSocket;

    public override nint BeginThread()
    {
        SystemConstants constants = Constants;
        Span<byte> address = stackalloc byte[SocketAddress.MaxSize];
        if (Open(constants.AF_INET, constants.SOCK_DGRAM, 0, out nint opened) < 0)
        {
            return 0; // polls of this thread cannot be ended
        }

        ReadOnlySpan<byte> loopback = SocketAddress.Parse(Family.Inet, "127.0.0.1").Encoded;
        bool isReady = Bind(opened, loopback) >= 0 && GetSocketName(opened, address, out int length) >= 0
            && Connect(opened, address[..length]) >= 0 && SetBlocking(opened, false) >= 0;
        if (!isReady)
        {
            Close(opened);
            return 0;
        }

        wakeSocket = opened;
        return opened;
    }

    public override void EndThread(nint thread)
    {
        if (thread != 0)
        {
            Close(thread);
        }
    }

    /// <summary>
    /// Aborts what any thread waits for with the descriptor: the others go on by themselves. For polls, sends to the thread's own socket.
    /// </summary>
    public override void Interrupt(nint thread, nint descriptor)
    {
        if (descriptor != -1)
        {
            _ = Winsock.CancelIoEx(descriptor, 0);
        }

        byte anything;
        if (thread != 0)
        {
            _ = Send(thread, new ReadOnlySpan<byte>(&anything, 1));
        }
    }

    /// <summary>Takes what was sent to end this thread's polls.</summary>
    private static void TakeWakes()
    {
        byte anything;
        while (Winsock.recv(wakeSocket, &anything, 1, 0) >= 0)
        {
        }
    }
}
