using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tea.Tests;

/// <summary>A DNS server on the loopback, whose answers a test writes byte by byte.</summary>
internal sealed class DnsServer : IDisposable
{
    private const int limit = 120_000; // milliseconds; only ends a test that hangs

    private readonly Socket datagrams = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = limit };
    private readonly Socket streams = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Socket stranger = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public DnsServer()
    {
        streams.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        streams.Listen();
        Port = ((IPEndPoint)streams.LocalEndPoint!).Port;
        datagrams.Bind(new IPEndPoint(IPAddress.Loopback, Port)); // the same number, as DNS has it
        stranger.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    public int Port { get; }

    /// <summary>A name as labels, up to the empty one.</summary>
    public static byte[] Name(string name) =>
        [.. name.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]), 0];

    /// <summary>A pointer to an earlier name; the question's stands at 12.</summary>
    public static byte[] Pointer(int offset) => [(byte)(0xC0 | (offset >> 8)), (byte)offset];

    /// <summary>A record that can be kept for 300 seconds.</summary>
    public static byte[] Record(byte[] name, int type, byte[] data) =>
        [.. name, 0, (byte)type, 0, 1, 0, 0, 1, 44, (byte)(data.Length >> 8), (byte)data.Length, .. data];

    /// <summary>An answer to a question, with these flags beside the one of an answer.</summary>
    public static byte[] Answer(byte[] question, int flags, params byte[][] records) =>
        [question[0], question[1], (byte)(0x81 | (flags >> 8)), (byte)(0x80 | flags), 0, 1, 0, (byte)records.Length, 0, 0, 0, 0,
            .. question[12..], .. records.SelectMany(record => record)];

    /// <summary>Waits for a question, and answers it by these datagrams.</summary>
    /// <returns>The question.</returns>
    public byte[] AnswerDatagram(Func<byte[], IEnumerable<byte[]>> answers, Func<byte[], byte[]>? fromAnotherAddress = null)
    {
        EndPoint peer = new IPEndPoint(IPAddress.Any, 0);
        byte[] buffer = new byte[1024];
        byte[] question = buffer[..datagrams.ReceiveFrom(buffer, ref peer)];
        if (fromAnotherAddress is not null)
        {
            stranger.SendTo(fromAnotherAddress(question), peer);
        }

        foreach (byte[] answer in answers(question))
        {
            datagrams.SendTo(answer, peer);
        }

        return question;
    }

    /// <summary>Waits for a question over TCP, and answers it in small pieces.</summary>
    public void AnswerStream(Func<byte[], byte[]> answer)
    {
        using Socket client = streams.Accept();
        client.NoDelay = true;
        client.ReceiveTimeout = limit;
        byte[] length = Take(client, 2);
        byte[] reply = answer(Take(client, BinaryPrimitives.ReadUInt16BigEndian(length)));
        byte[] whole = [(byte)(reply.Length >> 8), (byte)reply.Length, .. reply];
        foreach (byte[] piece in whole.Chunk(7))
        {
            client.Send(piece);
        }
    }

    public void Dispose()
    {
        datagrams.Dispose();
        streams.Dispose();
        stranger.Dispose();
    }

    private static byte[] Take(Socket socket, int count)
    {
        byte[] bytes = new byte[count];
        for (int have = 0; have < count;)
        {
            int received = socket.Receive(bytes, have, count - have, SocketFlags.None);
            have += received > 0 ? received : throw new InvalidOperationException("the client has gone");
        }

        return bytes;
    }
}
