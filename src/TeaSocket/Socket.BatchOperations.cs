using TeaSocket.Platform;
using TeaSocket.Waiting;

namespace TeaSocket;

// What sending and receiving many datagrams does with the system.
public sealed partial class Socket
{
    private ref struct SendManyOperation(Socket socket, Span<Message> messages) : IOperation
    {
        private readonly Span<Message> messages = messages;
        private int sent;

        private readonly bool blocks = socket.blocking;

        public readonly WaitTerms Terms => new(
            blocks, socket.handle.SendTimeout, Readiness.Write, socket.SendPolling(sent < messages.Length && messages[sent].AddressLength > 0));

        public int Call(SystemCalls calls, nint descriptor, CallingThread thread, bool mayWait)
        {
            while (sent < messages.Length)
            {
                Span<Message> rest = messages[sent..];
                rest = rest[..Math.Min(rest.Length, MaxBatch)];
                socket.PlanSegments(descriptor, rest);
                int result = calls.SendMany(descriptor, rest, mayWait);
                if (result < 0)
                {
                    if (rest[0].Run > 1 && socket.LearnRefusal(-result, rest[0].Length))
                    {
                        continue; // nothing of it was taken: it goes as it would have gone anyway
                    }

                    bool isEnough = result == -calls.Constants.EAGAIN && (!blocks || thread.Attempts) && sent > 0;
                    return isEnough ? sent : result;
                }

                sent += result;
            }

            return sent;
        }

        public readonly SocketException Failure(int error) => new(socket.Calls.SendManyCall, error) { MessagesSent = sent };
    }

    private readonly ref struct ReceiveManyOperation(Socket socket, Span<Message> messages) : IOperation
    {
        private readonly Span<Message> messages = messages;

        private readonly bool blocks = socket.blocking;

        public readonly WaitTerms Terms => new(blocks, socket.handle.ReceiveTimeout, Readiness.Read, Polling.AfterTrying);

        public readonly int Call(SystemCalls calls, nint descriptor, CallingThread thread, bool mayWait)
        {
            // At the end of a SOCK_SEQPACKET the system would go on to tell of empty datagrams.
            Span<Message> batch = messages[..Math.Min(messages.Length, MaxBatch)];
            return socket.Type == SocketType.SequencedPacket
                ? calls.ReceiveOneByOne(descriptor, batch, mayWait, endsWithEmpty: true)
                : calls.ReceiveMany(descriptor, batch, socket.Coalesces, mayWait);
        }

        public readonly SocketException Failure(int error) => new(socket.Calls.ReceiveManyCall, error);
    }
}
