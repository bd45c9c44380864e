using System.Globalization;
using Xunit;
using static TeaSocket.Tests.SocketPairs;

namespace TeaSocket.Tests;

/// <summary>Network interfaces, and groups on them, from C#.</summary>
public sealed class MembershipTests
{
    private static readonly SocketAddress anyPort = SocketAddress.Parse(Family.Inet, "0.0.0.0");

    [Fact]
    public void TheLoopbackIsAnInterface()
    {
        NetworkInterface loopback = NetworkInterface.GetAll().First(each => each.Addresses.Any(own => own.Address.Host == "127.0.0.1"));
        Assert.True(loopback is { IsLoopback: true, IsUp: true, Index: > 0 });
        Assert.Equal(("255.0.0.0", (string?)null), loopback.Addresses.Where(own => own.Address.Host == "127.0.0.1").Select(own => (own.Netmask, own.Broadcast)).Single());
        foreach (string text in (string[])["127.0.0.1", loopback.Name, loopback.Index.ToString(CultureInfo.InvariantCulture), $"::%{loopback.Name}"])
        {
            Assert.Equal(loopback.Index, NetworkInterface.IndexOf(text));
        }

        Assert.Equal(0, NetworkInterface.IndexOf("0.0.0.0"));
        Assert.Equal(0, NetworkInterface.IndexOf("::"));
        foreach (string text in (string[])["", "no-such-interface", "203.0.113.77", "lo\0", "1\0", "-1", "99999999999"])
        {
            Assert.Equal("ENODEV", Assert.Throws<SocketException>(() => NetworkInterface.IndexOf(text)).Code);
        }
    }

    [Fact]
    public void AMemberReceivesWhatIsSentToItsGroup()
    {
        int loopback = NetworkInterface.IndexOf("127.0.0.1");
        using var member = new Socket(Family.Inet, SocketType.Datagram);
        member.Bind(anyPort);
        int port = member.GetSocketName().Port;
        SocketAddress group = SocketAddress.Parse(Family.Inet, $"239.{Random.Shared.Next(1, 255)}.{Random.Shared.Next(1, 255)}.7", port);
        SocketAddress own = SocketAddress.Parse(Family.Inet, "127.0.0.1", port);
        using Socket sender = Udp();
        Span<byte> buffer = stackalloc byte[10];

        member.AddMembership(group, loopback);
        sender.Send("in"u8, group);
        Assert.Equal(2, member.Receive(buffer));
        member.DropMembership(group, loopback);
        sender.Send("out"u8, group);
        sender.Send("x"u8, own);
        Assert.Equal(1, member.Receive(buffer));

        member.AddSourceSpecificMembership(SocketAddress.Parse(Family.Inet, "127.0.0.9"), group, loopback);
        sender.Send("out"u8, group);
        sender.Send("x"u8, own);
        Assert.Equal(1, member.Receive(buffer));
        member.DropSourceSpecificMembership(SocketAddress.Parse(Family.Inet, "127.0.0.9"), group, loopback);
        member.AddSourceSpecificMembership(SocketAddress.Parse(Family.Inet, "127.0.0.1"), group, loopback);
        sender.Send("in"u8, group);
        Assert.Equal(2, member.Receive(buffer));
    }

    [Fact]
    public void MistakesThrow()
    {
        using Socket socket = Udp();
        SocketAddress group = SocketAddress.Parse(Family.Inet, "239.1.2.3");
        Assert.Equal("EINVAL", Assert.Throws<SocketException>(() => socket.AddMembership(socket.GetSocketName(), 1)).Code);
        Assert.Equal("EADDRNOTAVAIL", Assert.Throws<SocketException>(() => socket.DropMembership(group, NetworkInterface.IndexOf("127.0.0.1"))).Code);
        Assert.Throws<ArgumentOutOfRangeException>(() => socket.AddMembership(group, -1));
        using var other = new Socket(Family.Unix, SocketType.Stream);
        Assert.Equal("EOPNOTSUPP", Assert.Throws<SocketException>(() => other.AddMembership(group)).Code);
        socket.Dispose();
        Assert.Equal("EBADF", Assert.Throws<SocketException>(() => socket.AddMembership(group)).Code);
    }
}
