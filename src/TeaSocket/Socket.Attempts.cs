using Microsoft.Win32.SafeHandles;
using TeaSocket.Awaiting;

namespace TeaSocket;

// What the calls that are awaited try, each by the call that waits.
public sealed partial class Socket
{
    // As much as one of them sends before others have their turn, however quickly its peer receives.
    private const int MostInOneTurn = 4 * 1024 * 1024;

    private readonly struct ConnectAttempt(Socket socket, SocketAddress address) : IAttempt<bool>
    {
        public bool IsUntold => socket.IsUntold(isAddressed: true);

        public bool GivesWay => false;

        public bool Try(out bool result) => result = socket.Connect(address);

        public SocketException Failure(int error) => new("connect", error, address);
    }

    private readonly struct AcceptAttempt(Socket listener) : IAttempt<Socket>
    {
        public bool IsUntold => false;

        public bool GivesWay => false;

        public bool Try(out Socket result)
        {
            Socket? accepted = listener.Accept();
            result = accepted!;
            return accepted is not null;
        }

        public SocketException Failure(int error) => new("accept", error);
    }

    private struct SendAttempt(Socket socket, ReadOnlyMemory<byte> data, SocketAddress? to) : IAttempt<int>
    {
        private int sent;

        public readonly bool IsUntold => socket.IsUntold(to is not null);

        public bool GivesWay { get; private set; }

        public bool Try(out int result)
        {
            try
            {
                int most = socket.IsStream ? (int)Math.Min((long)sent + MostInOneTurn, data.Length) : data.Length;
                int? taken;
                do
                {
                    taken = socket.Send(data.Span[sent..most], to);
                    sent += taken ?? 0;
                }
                while (taken is not null && socket.IsStream && sent < most);

                result = sent;
                GivesWay = taken is not null && most < data.Length;
                return taken is not null && !GivesWay;
            }
            catch (SocketException e) when (sent > 0)
            {
                throw e.After(sent);
            }
        }

        public readonly SocketException Failure(int error) => new(to is null ? "send" : "sendto", error, to) { BytesSent = sent };
    }

    private readonly struct ReceiveAttempt(Socket socket, Memory<byte> buffer) : IAttempt<int>
    {
        public bool IsUntold => false;

        public bool GivesWay => false;

        public bool Try(out int result)
        {
            int? received = socket.Receive(buffer.Span);
            result = received.GetValueOrDefault();
            return received is not null;
        }

        public SocketException Failure(int error) => new("recv", error);
    }

    private readonly struct ReceiveFromAttempt(Socket socket, Memory<byte> buffer) : IAttempt<(int Received, SocketAddress? From)>
    {
        public bool IsUntold => false;

        public bool GivesWay => false;

        public bool Try(out (int Received, SocketAddress? From) result)
        {
            int? received = socket.ReceiveFrom(buffer.Span, out SocketAddress? from);
            result = (received.GetValueOrDefault(), from);
            return received is not null;
        }

        public SocketException Failure(int error) => new("recvfrom", error);
    }

    private struct SendMessageAttempt(Socket socket, ReadOnlyMemory<byte> data, OutgoingMessage message) : IAttempt<int>
    {
        private OutgoingMessage? rest;
        private int sent;

        public readonly bool IsUntold => socket.IsUntold(message?.To is not null);

        public bool GivesWay { get; private set; }

        public bool Try(out int result)
        {
            try
            {
                int most = socket.IsStream ? (int)Math.Min((long)sent + MostInOneTurn, data.Length) : data.Length;
                int? taken;
                do
                {
                    taken = socket.SendMessage(data.Span[sent..most], rest ?? message);
                    if (taken > 0 && sent == 0 && taken < data.Length)
                    {
                        rest = new OutgoingMessage { Flags = message.Flags }; // the control data have gone with the first bytes
                    }

                    sent += taken ?? 0;
                }
                while (taken is not null && socket.IsStream && sent < most);

                result = sent;
                GivesWay = taken is not null && most < data.Length;
                return taken is not null && !GivesWay;
            }
            catch (SocketException e) when (sent > 0)
            {
                throw e.After(sent);
            }
        }

        public readonly SocketException Failure(int error) => new("sendmsg", error, message?.To) { BytesSent = sent };
    }

    private readonly struct ReceiveMessageAttempt(Socket socket, Memory<byte> into, int flags) : IAttempt<ReceivedMessage>
    {
        public bool IsUntold => false;

        public bool GivesWay => false;

        public bool Try(out ReceivedMessage result)
        {
            ReceivedMessage? received = socket.ReceiveMessage(into.Span, flags);
            result = received!;
            return received is not null;
        }

        public SocketException Failure(int error) => new("recvmsg", error);
    }

    private struct SendManyAttempt(Socket socket, ReadOnlyMemory<byte> data, ReadOnlyMemory<int> lengths, SocketAddress? to) : IAttempt<int>
    {
        private int messages;
        private int bytes;

        public readonly bool IsUntold => socket.IsUntold(to is not null);

        public readonly bool GivesWay => false;

        public bool Try(out int result)
        {
            try
            {
                int? taken;
                do
                {
                    taken = socket.SendMany(data.Span[bytes..], lengths.Span[messages..], to);
                    for (int i = 0; i < taken; i++)
                    {
                        bytes += lengths.Span[messages++];
                    }
                }
                while (taken > 0 && messages < lengths.Length);

                result = messages;
                return taken is not null;
            }
            catch (SocketException e) when (messages > 0)
            {
                throw e.AfterMessages(messages);
            }
        }

        public readonly SocketException Failure(int error) => new(socket.Calls.SendManyCall, error) { MessagesSent = messages };
    }

    private readonly struct ReceiveManyAttempt(Socket socket, Memory<byte> data, Memory<int> lengths, Memory<SocketAddress> senders) : IAttempt<int>
    {
        public bool IsUntold => false;

        public bool GivesWay => false;

        public bool Try(out int result)
        {
            int? received = socket.ReceiveMany(data.Span, lengths.Span, senders.Span);
            result = received.GetValueOrDefault();
            return received is not null;
        }

        public SocketException Failure(int error) => new(socket.Calls.ReceiveManyCall, error);
    }

    private struct SendFileAttempt(Socket socket, SafeFileHandle file, long? offset, long? count) : IAttempt<long>
    {
        private long sent;

        public readonly bool IsUntold => false;

        public bool GivesWay { get; private set; }

        public bool Try(out long result)
        {
            try
            {
                long turn = sent;
                long? taken;
                do
                {
                    taken = socket.SendFile(file, offset + sent, Math.Min((count ?? long.MaxValue) - sent, MostInOneTurn));
                    sent += taken ?? 0;
                }
                while (taken > 0 && sent != count && sent - turn < MostInOneTurn);

                result = sent;
                GivesWay = taken > 0 && sent != count;
                return taken is not null && !GivesWay;
            }
            catch (SocketException e) when (sent > 0)
            {
                throw e.After(sent);
            }
        }

        public readonly SocketException Failure(int error) => SocketException.OfFile(socket.Calls.SendFileCall, error, null, sent);
    }

    private readonly struct ReadyAttempt(Socket socket, Readiness direction) : IAttempt<bool>
    {
        public bool IsUntold => false;

        public bool GivesWay => false;

        public bool Try(out bool result) => result = socket.IsReady(direction);

        public SocketException Failure(int error) => new("poll", error);
    }
}
