using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TeaSocket.Platform;
using TeaSocket.Waiting;

namespace TeaSocket;

// What the calls that may wait do with the system.
public sealed partial class Socket
{
    private ref struct ConnectOperation(Socket socket, SocketAddress address) : IOperation
    {
        private readonly bool blocks = socket.blocking;
        private readonly Deadline deadline = Deadline.After(socket.handle.SendTimeout > 0 ? socket.handle.SendTimeout : -1);
        private bool isUnderWay;
        private bool hasBegun;

        public readonly WaitTerms Terms => new(
            blocks, socket.handle.SendTimeout, Readiness.Write, isUnderWay ? Polling.Always : GoesOn ? Polling.AfterTrying : Polling.None);

        // Interrupted, TCP goes on connecting: calling again would only say so. Other connects begin anew.
        private readonly bool GoesOn => (socket.IsStream && (socket.Family == Family.Inet || socket.Family == Family.Inet6)) || GoesOnUnwaited;

        // Virtual machines have two seconds to answer, which would begin anew, too. They go on where nobody waits in the call.
        private readonly bool GoesOnUnwaited => socket.Family == Family.Vsock && socket.Type != SocketType.Datagram;

        private readonly bool IsAskedAgain => socket.connecting?.Encoded.SequenceEqual(address.Encoded) == true;

        public int Call(SystemCalls calls, nint descriptor, CallingThread thread, bool mayWait)
        {
            if (isUnderWay)
            {
                return ReadError(calls, descriptor);
            }

            SystemConstants constants = calls.Constants;
            if (!blocks || thread.Attempts)
            {
                int failed = IsAskedAgain && !calls.ConnectingAgainTellsFailure ? ReadError(calls, descriptor) : 0;
                return failed < 0 ? failed : WithoutWaiting(-Switched(calls, descriptor), constants);
            }

            if (!GoesOn)
            {
                bool isLimited = socket.Type != SocketType.Datagram && (hasBegun || socket.Environment.Interruptible);
                hasBegun = true;
                return isLimited ? WithTimeLeft(calls, descriptor) : calls.Connect(descriptor, address.Encoded);
            }

            int result = mayWait && !GoesOnUnwaited ? calls.Connect(descriptor, address.Encoded) : Switched(calls, descriptor);

            // Without O_NONBLOCK, EINPROGRESS and EALREADY say that SO_SNDTIMEO has passed: there is no time left then.
            isUnderWay = IsUnderWay(-result, constants);
            return isUnderWay ? Waits.GoOn : result;
        }

        public readonly SocketException Failure(int error) => new("connect", error, address);

        private readonly int Switched(SystemCalls calls, nint descriptor)
        {
            lock (socket.ModeLock)
            {
                bool isSwitched = socket.blocking && calls.SetBlocking(descriptor, false) >= 0;
                int result = calls.Connect(descriptor, address.Encoded);
                _ = isSwitched ? calls.SetBlocking(descriptor, true) : 0;
                return result;
            }
        }

        // EAGAIN: a Unix socket's backlog is full.
        private static bool IsUnderWay(int error, SystemConstants constants) =>
            error == constants.EINPROGRESS || error == constants.EALREADY || error == constants.EAGAIN || error == constants.EINTR;

        private static int ReadError(SystemCalls calls, nint descriptor)
        {
            int error = 0;
            int result = calls.GetOption(
                descriptor, calls.Constants.SOL_SOCKET, calls.Constants.SO_ERROR, MemoryMarshal.AsBytes(new Span<int>(ref error)), out _);
            return result < 0 ? result : -error;
        }

        /// <summary>
        /// Nothing can be polled for while a Unix socket's backlog is full. With a timeout of the system's, which is set for the time of the
        /// call, signals end the wait, whatever their handlers were installed with, see signal(7); and it is not longer than what is left.
        /// </summary>
        private readonly int WithTimeLeft(SystemCalls calls, nint descriptor)
        {
            const long veryLong = 1L << 50; // microseconds: some decades
            int option = calls.Constants.SO_SNDTIMEO;
            long left = deadline.Left;
            calls.SetTimeout(descriptor, option, left < 0 ? veryLong : Math.Max(left, 1));
            int result = calls.Connect(descriptor, address.Encoded);
            calls.SetTimeout(descriptor, option, socket.handle.SendTimeout);
            return result;
        }

        private readonly int WithoutWaiting(int error, SystemConstants constants)
        {
            return IsUnderWay(error, constants) ? -constants.EAGAIN : error == constants.EISCONN && IsAskedAgain ? 0 : -error;
        }
    }

    private ref struct AcceptOperation(Socket socket) : IOperation
    {
        private readonly Deadline deadline = Deadline.After(socket.handle.ReceiveTimeout > 0 ? socket.handle.ReceiveTimeout : -1);

        public readonly WaitTerms Terms { get; } = new(socket.blocking, socket.handle.ReceiveTimeout, Readiness.Read, Polling.BeforeTrying);

        public nint Accepted { get; private set; }

        public int Call(SystemCalls calls, nint descriptor, CallingThread thread, bool mayWait)
        {
            // No flag lets accept(2) not wait, and polling before is no promise: another process may have taken the connection.
            int result = thread.Attempts ? Switched(calls, descriptor) : Accept(calls, descriptor);
            bool wasSwitched = result == -calls.Constants.EAGAIN && !thread.Attempts && Terms.Blocks && deadline.Left != 0;
            return wasSwitched ? Waits.GoOn : result; // by another thread, for a moment
        }

        public readonly SocketException Failure(int error) => new("accept", error);

        private int Switched(SystemCalls calls, nint descriptor)
        {
            lock (socket.ModeLock)
            {
                bool isSwitched = socket.blocking && calls.SetBlocking(descriptor, false) >= 0;
                int result = Accept(calls, descriptor);
                _ = isSwitched ? calls.SetBlocking(descriptor, true) : 0;
                return result;
            }
        }

        private int Accept(SystemCalls calls, nint descriptor)
        {
            int result = calls.Accept(descriptor, out nint accepted);
            Accepted = accepted;
            return result;
        }
    }

    /// <summary>
    /// Nobody tells when the backlog of a Unix socket is not full any more, nor when the queue of a datagram's receiver is not, unless the
    /// sender is connected to it; of the queue of a program that is sent to by netlink nobody tells at all.
    /// </summary>
    internal bool IsUntold(bool isAddressed) => (isAddressed && Family == Family.Unix) || Family == Family.Netlink;

    private Polling SendPolling(bool isAddressed) => IsUntold(isAddressed) ? Polling.Repeatedly : Polling.AfterTrying;

    private ref struct SendOperation(Socket socket, ReadOnlySpan<byte> data, SocketAddress? to) : IOperation
    {
        private readonly ReadOnlySpan<byte> data = data;
        private int sent;

        private readonly bool blocks = socket.blocking;

        public readonly WaitTerms Terms => new(blocks, socket.handle.SendTimeout, Readiness.Write, socket.SendPolling(to is not null));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public int Call(SystemCalls calls, nint descriptor, CallingThread thread, bool mayWait)
        {
            ReadOnlySpan<byte> rest = data[sent..];
            int result = to is null
                ? calls.Send(descriptor, rest, mayWait)
                : calls.SendTo(descriptor, rest, to.Encoded, mayWait);
            if (result < 0)
            {
                return result;
            }

            sent += result;
            return sent == data.Length || !blocks || thread.Attempts || !socket.IsStream ? sent : Waits.GoOn;
        }

        public readonly SocketException Failure(int error) => new(to is null ? "send" : "sendto", error, to) { BytesSent = sent };
    }

    private ref struct ReceiveOperation(Socket socket, Span<byte> buffer, bool tellsSender = false) : IOperation
    {
        private readonly Span<byte> buffer = buffer;

        private readonly bool blocks = socket.blocking;

        public readonly WaitTerms Terms => new(blocks, socket.handle.ReceiveTimeout, Readiness.Read, Polling.AfterTrying);

        public byte[]? Sender { get; private set; }

        private readonly bool AsksForSender => tellsSender || !(socket.IsStream || socket.connected);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public int Call(SystemCalls calls, nint descriptor, CallingThread thread, bool mayWait)
        {
            if (buffer.IsEmpty && socket.IsStream)
            {
                return 0; // the system would wait for data that there is no room for
            }

            if (!AsksForSender)
            {
                return calls.Receive(descriptor, buffer, mayWait);
            }

            int result = calls.ReceiveFrom(descriptor, buffer, thread.Address, out int length, mayWait);
            if (result >= 0)
            {
                Sender = socket.RememberSender(thread.Address.AsSpan(0, length));
            }

            return result;
        }

        public readonly SocketException Failure(int error) => new(AsksForSender ? "recvfrom" : "recv", error);
    }

    private readonly ref struct PendingOperation(Socket socket) : IOperation
    {
        private readonly bool blocks = socket.blocking;

        public readonly WaitTerms Terms => new(blocks, socket.handle.ReceiveTimeout, Readiness.Read, Polling.AfterTrying);

        public readonly int Call(SystemCalls calls, nint descriptor, CallingThread thread, bool mayWait) =>
            calls.Pending(descriptor, !socket.IsStream, mayWait);

        public readonly SocketException Failure(int error) => new("recv", error);
    }
}
