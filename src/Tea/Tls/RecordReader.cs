using System.Buffers.Binary;
using TeaSocket;

namespace Tea.Tls;

/// <summary>
/// Takes TLS records from a socket, one at a time and nothing behind it: what follows the peer's goodbye is still the socket's, and the system
/// goes on telling whether there is more.
/// </summary>
internal sealed class RecordReader
{
    private const int HeaderSize = 5;
    private const int MostBody = 16384 + 2048; // TLS 1.2's, RFC 5246, 6.2.3; TLS 1.3 allows less
    private const byte FirstType = 20; // change_cipher_spec
    private const byte LastType = 24; // heartbeat

    private byte[] buffer = new byte[HeaderSize];
    private int count;

    /// <summary>Receives until a record is whole.</summary>
    /// <returns>The record, until the next call; null when waiting would block.</returns>
    /// <exception cref="SocketException">
    /// What receiving fails with. ECONNRESET: the stream has ended, though nobody said goodbye. EPROTO: what came is no TLS.
    /// </exception>
    public ReadOnlyMemory<byte>? Receive(Socket socket, string call)
    {
        int size = Size(call);
        while (count < size)
        {
            if (socket.Receive(buffer.AsSpan(count, size - count)) is not { } received)
            {
                return null;
            }

            if (received == 0)
            {
                throw TlsFailure.Of(call, "ECONNRESET", "the peer has closed the connection without a goodbye (close_notify): what came may be cut");
            }

            count += received;
            size = Size(call);
        }

        count = 0;
        return buffer.AsMemory(0, size);
    }

    /// <summary>How many bytes the record has, as far as they tell.</summary>
    private int Size(string call)
    {
        if (count < HeaderSize)
        {
            return HeaderSize;
        }

        int body = BinaryPrimitives.ReadUInt16BigEndian(buffer.AsSpan(3));
        if (buffer[0] is < FirstType or > LastType || buffer[1] != 3 || body > MostBody)
        {
            throw TlsFailure.Of(call, "EPROTO", "the peer does not speak TLS");
        }

        if (buffer.Length < HeaderSize + body)
        {
            Array.Resize(ref buffer, HeaderSize + body);
        }

        return HeaderSize + body;
    }
}
