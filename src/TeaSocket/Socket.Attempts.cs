using TeaSocket.Awaiting;

namespace TeaSocket;

// What the calls that are awaited try, each by the call that waits.
public sealed partial class Socket
{
    private struct ConnectAttempt(Socket socket, SocketAddress address) : IAttempt<bool>
    {
        public readonly string SystemCall => "connect";

        public readonly bool Try(out bool result) => result = socket.Connect(address);
    }

    private struct AcceptAttempt(Socket listener) : IAttempt<Socket>
    {
        public readonly string SystemCall => "accept";

        public readonly bool Try(out Socket result)
        {
            Socket? accepted = listener.Accept();
            result = accepted!;
            return accepted is not null;
        }
    }

    private struct SendAttempt(Socket socket, ReadOnlyMemory<byte> data, SocketAddress? to) : IAttempt<int>
    {
        private int sent;

        public readonly string SystemCall => to is null ? "send" : "sendto";

        public bool Try(out int result)
        {
            try
            {
                int? taken;
                do
                {
                    taken = socket.Send(data.Span[sent..], to);
                    sent += taken ?? 0;
                }
                while (taken is not null && socket.IsStream && sent < data.Length);

                result = sent;
                return taken is not null;
            }
            catch (SocketException e) when (sent > 0)
            {
                throw e.After(sent);
            }
        }
    }

    private struct ReceiveAttempt(Socket socket, Memory<byte> buffer) : IAttempt<int>
    {
        public readonly string SystemCall => "recv";

        public readonly bool Try(out int result)
        {
            int? received = socket.Receive(buffer.Span);
            result = received.GetValueOrDefault();
            return received is not null;
        }
    }

    private struct ReceiveFromAttempt(Socket socket, Memory<byte> buffer) : IAttempt<(int Received, SocketAddress? From)>
    {
        public readonly string SystemCall => "recvfrom";

        public readonly bool Try(out (int Received, SocketAddress? From) result)
        {
            int? received = socket.ReceiveFrom(buffer.Span, out SocketAddress? from);
            result = (received.GetValueOrDefault(), from);
            return received is not null;
        }
    }

    private struct SendMessageAttempt(Socket socket, ReadOnlyMemory<byte> data, OutgoingMessage message) : IAttempt<int>
    {
        private int sent;

        public readonly string SystemCall => "sendmsg";

        public bool Try(out int result)
        {
            try
            {
                // The control data have gone with the first bytes.
                int? taken = sent == 0 ? socket.SendMessage(data.Span, message) : socket.Send(data.Span[sent..]);
                while (taken is not null && socket.IsStream && (sent += taken.Value) < data.Length)
                {
                    taken = socket.Send(data.Span[sent..]);
                }

                result = socket.IsStream ? sent : taken.GetValueOrDefault();
                return taken is not null;
            }
            catch (SocketException e) when (sent > 0)
            {
                throw e.After(sent);
            }
        }
    }

    private struct ReceiveMessageAttempt(Socket socket, Memory<byte> into, int flags) : IAttempt<ReceivedMessage>
    {
        public readonly string SystemCall => "recvmsg";

        public readonly bool Try(out ReceivedMessage result)
        {
            ReceivedMessage? received = socket.ReceiveMessage(into.Span, flags);
            result = received!;
            return received is not null;
        }
    }

    private struct SendManyAttempt(Socket socket, ReadOnlyMemory<byte> data, ReadOnlyMemory<int> lengths, SocketAddress? to) : IAttempt<int>
    {
        private int messages;
        private int bytes;

        public readonly string SystemCall => socket.Calls.SendManyCall;

        public bool Try(out int result)
        {
            while (true)
            {
                int? taken = socket.SendMany(data.Span[bytes..], lengths.Span[messages..], to);
                for (int i = 0; i < taken; i++)
                {
                    bytes += lengths.Span[messages++];
                }

                result = messages;
                if (taken is null || messages == lengths.Length)
                {
                    return taken is not null;
                }
            }
        }
    }

    private struct ReceiveManyAttempt(Socket socket, Memory<byte> data, Memory<int> lengths, Memory<SocketAddress> senders) : IAttempt<int>
    {
        public readonly string SystemCall => socket.Calls.ReceiveManyCall;

        public readonly bool Try(out int result)
        {
            int? received = socket.ReceiveMany(data.Span, lengths.Span, senders.Span);
            result = received.GetValueOrDefault();
            return received is not null;
        }
    }

    private struct SendFileAttempt(Socket socket, Microsoft.Win32.SafeHandles.SafeFileHandle file, long? offset, long? count) : IAttempt<long>
    {
        private long sent;

        public readonly string SystemCall => socket.Calls.SendFileCall;

        public bool Try(out long result)
        {
            try
            {
                long? taken;
                do
                {
                    taken = socket.SendFile(file, offset + sent, count - sent);
                    sent += taken ?? 0;
                }
                while (taken > 0 && (count is null || sent < count));

                result = sent;
                return taken is not null;
            }
            catch (SocketException e) when (sent > 0)
            {
                throw e.After(sent);
            }
        }
    }

    private struct ReadyAttempt(Socket socket, Readiness direction) : IAttempt<bool>
    {
        public readonly string SystemCall => "poll";

        public readonly bool Try(out bool result) => result = socket.IsReady(direction);
    }
}
