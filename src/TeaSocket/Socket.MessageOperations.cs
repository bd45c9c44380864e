using TeaSocket.Platform;
using TeaSocket.Waiting;

namespace TeaSocket;

// What sending and receiving messages does with the system.
public sealed partial class Socket
{
    private unsafe ref struct SendMessageOperation : IOperation
    {
        private readonly Socket socket;
        private readonly OutgoingMessage sent;
        private readonly DescriptorHandle?[] held;
        private readonly bool blocks;
        private SystemMessage message;
        private int count;

        public SendMessageOperation(Socket socket, in SystemMessage message, OutgoingMessage sent)
        {
            this.socket = socket;
            this.message = message;
            this.sent = sent;
            blocks = socket.blocking && !Has(sent.Flags, socket.Constants.Messages.MSG_DONTWAIT);
            held = sent.Descriptors.Count == 0 ? [] : [.. sent.Descriptors.Select(descriptor => descriptor.Handle)];
            for (int i = 0; i < message.RangeCount; i++)
            {
                Length += message.Ranges[i].Length;
            }
        }

        /// <summary>How many bytes there are.</summary>
        public nuint Length { get; private set; }

        public readonly WaitTerms Terms => new(blocks, socket.handle.SendTimeout, Readiness.Write, socket.SendPolling(sent.To is not null));

        public int Call(SystemCalls calls, nint descriptor, CallingThread thread, bool mayWait)
        {
            int result = held.Length == 0 ? calls.SendMessage(descriptor, message, sent.Flags, mayWait) : Holding(calls, descriptor, thread, mayWait);
            if (result < 0)
            {
                return result;
            }

            count += result;
            if (!blocks || thread.Attempts || !socket.IsStream || (nuint)result == Length)
            {
                return count;
            }

            Cut((nuint)result);
            return Waits.GoOn;
        }

        public readonly SocketException Failure(int error) => new("sendmsg", error, sent.To) { BytesSent = count };

        /// <summary>Keeps the descriptors that go along open for the time of the call.</summary>
        private readonly int Holding(SystemCalls calls, nint descriptor, CallingThread thread, bool mayWait)
        {
            thread.EnterMany(held);
            bool isOpen = true;
            foreach (DescriptorHandle? handle in held)
            {
                isOpen &= handle is null || !handle.IsClosed;
            }

            int result = isOpen ? calls.SendMessage(descriptor, message, sent.Flags, mayWait) : -calls.Constants.EBADF;
            thread.LeaveMany();
            return result;
        }

        /// <summary>Leaves what a stream has not taken yet, without the control data, which have gone with the first bytes.</summary>
        private void Cut(nuint taken)
        {
            Length -= taken;
            message.ControlLength = 0;
            while (taken > 0 && taken >= message.Ranges->Length)
            {
                taken -= message.Ranges->Length;
                message.Ranges++;
                message.RangeCount--;
            }

            message.Ranges->Start += taken;
            message.Ranges->Length -= taken;
        }
    }

    private unsafe ref struct ReceiveMessageOperation(Socket socket, ReadOnlySpan<MemoryRange> into, int flags) : IOperation
    {
        private readonly ReadOnlySpan<MemoryRange> into = into;
        private readonly MessageNumbers numbers = socket.Constants.Messages;

        private readonly bool blocks = socket.blocking
            && !Has(flags, socket.Constants.Messages.MSG_DONTWAIT) && !Has(flags, socket.Constants.Messages.MSG_ERRQUEUE);

        public readonly WaitTerms Terms => new(blocks, socket.handle.ReceiveTimeout, Readiness.Read, Polling.AfterTrying);

        /// <summary>The flags that the system has set.</summary>
        public int Flags { get; private set; }

        /// <summary>The control data that came; null for none.</summary>
        public byte[]? Control { get; private set; }

        /// <summary>The sender; null where the system does not tell.</summary>
        public byte[]? Sender { get; private set; }

        public int Call(SystemCalls calls, nint descriptor, CallingThread thread, bool mayWait)
        {
            bool isQueue = Has(flags, numbers.MSG_ERRQUEUE);
            if (socket.IsStream && !isQueue && IsEmpty())
            {
                return 0; // the system would wait for data that there is no room for
            }

            int result;
            SystemMessage message;
            fixed (MemoryRange* ranges = into)
            fixed (byte* control = thread.Control, address = thread.Address)
            {
                message = new SystemMessage
                {
                    Ranges = ranges,
                    RangeCount = into.Length,
                    Address = address,
                    AddressLength = SocketAddress.MaxSize,
                    Control = control,
                    ControlLength = CallingThread.ControlSize,
                };
                result = calls.ReceiveMessage(descriptor, ref message, flags, mayWait);
            }

            if (result < 0)
            {
                return result;
            }

            Flags = message.Flags;
            Control = message.ControlLength == 0 ? null : thread.Control.AsSpan(0, message.ControlLength).ToArray();
            ReadOnlySpan<byte> sender = thread.Address.AsSpan(0, message.AddressLength);
            Sender = isQueue || socket.IsStream ? sender.ToArray() : socket.RememberSender(sender);
            return result;
        }

        public readonly SocketException Failure(int error) => new("recvmsg", error);

        private readonly bool IsEmpty()
        {
            foreach (MemoryRange range in into)
            {
                if (range.Length > 0)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Whether a flag is among some; those that a system does not have never are.</summary>
    private static bool Has(int flags, int flag) => flag > 0 && (flags & flag) != 0;
}
