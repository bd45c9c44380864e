using System.Text;
using TeaSocket.Platform;
using Xunit;
using static TeaSocket.Tests.SocketPairs;

namespace TeaSocket.Tests;

/// <summary>Many datagrams at once.</summary>
public sealed class BatchTests
{
    [Fact]
    public void DatagramsArriveInOrderWithTheirSenders()
    {
        using Socket from = Udp();
        using Socket to = Udp();
        Assert.Equal(3, from.SendMany("onetwo"u8, [3, 3, 0], to.GetSocketName()));
        byte[] data = new byte[40];
        int[] lengths = new int[4];
        var senders = new SocketAddress[4];
        Assert.Equal(3, to.ReceiveMany(data, lengths, senders));
        Assert.Equal([3, 3, 0], lengths[..3]);
        Assert.Equal("one,two", $"{Encoding.ASCII.GetString(data, 0, 3)},{Encoding.ASCII.GetString(data, 10, 3)}");
        Assert.All(senders[..3], sender => Assert.Equal(from.GetSocketName().ToString(), sender.ToString()));
        Assert.Equal(from.GetSocketName().ToString(), to.GetPeerName().ToString());
    }

    [Fact]
    public void NothingToReceiveIsNullWithoutBlocking()
    {
        using Socket socket = Udp();
        socket.Blocking = false;
        Assert.Null(socket.ReceiveMany(new byte[10], new int[2]));
        Assert.Equal(0, socket.ReceiveMany([], []));
    }

    [Fact]
    public void AFailureTellsHowManyWentBefore()
    {
        using Socket socket = Udp();
        byte[] data = new byte[70_001];
        SocketException e = Assert.Throws<SocketException>(() => socket.SendMany(data, [1, 70_000], socket.GetSocketName()));
        Assert.Equal(("EMSGSIZE", 1), (e.Code, e.MessagesSent));
    }

    [Fact]
    public void LengthsThatDoNotAddUpAreRefused()
    {
        using Socket socket = Udp();
        Assert.Throws<ArgumentException>(() => socket.SendMany(new byte[3], [1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => socket.SendMany(new byte[3], [-1, 4]));
    }

    [Fact]
    public void StreamsHaveNoDatagrams()
    {
        var (client, server) = Tcp();
        using (client)
        using (server)
        {
            Assert.Equal("EOPNOTSUPP", Assert.Throws<SocketException>(() => client.SendMany(new byte[1], [1])).Code);
            Assert.Equal("EOPNOTSUPP", Assert.Throws<SocketException>(() => client.ReceiveMany(new byte[1], new int[1])).Code);
        }
    }

    [Fact]
    public unsafe void OneByOneWhereTheSystemHasNoCallForManyFindsTheSame()
    {
        using Socket from = Udp();
        using Socket to = Udp();
        SystemCalls calls = SystemCalls.Current;
        byte[] address = to.GetSocketName().Encoded.ToArray();
        byte[] data = "abcdef"u8.ToArray();
        byte[] senders = new byte[256];
        fixed (byte* a = address, d = data, s = senders)
        {
            Message[] sent =
            [
                new() { Data = d, Length = 2, Address = a, AddressLength = address.Length },
                new() { Data = d + 2, Length = 4, Address = a, AddressLength = address.Length },
            ];
            Assert.Equal(2, calls.SendOneByOne(from.Descriptor, sent));
            data.AsSpan().Clear();
            Message[] received =
            [
                new() { Data = d, Length = 2, Address = s, AddressLength = 128 },
                new() { Data = d + 2, Length = 3, Address = s + 128, AddressLength = 128 },
                new() { Data = d + 5, Length = 1, Address = s, AddressLength = 128 },
            ];
            Assert.Equal(2, calls.ReceiveOneByOne(to.Descriptor, received));
            Assert.Equal([2, 3], received[..2].Select(message => message.Length));
            Assert.Equal("abcde\0", Encoding.ASCII.GetString(data));
        }
    }
}
