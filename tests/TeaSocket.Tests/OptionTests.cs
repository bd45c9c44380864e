using Xunit;
using static TeaSocket.Tests.SocketPairs;

namespace TeaSocket.Tests;

/// <summary>Options.</summary>
public sealed class OptionTests
{
    private static Platform.SystemConstants Constants => Platform.SystemCalls.Current.Constants;

    public static TheoryData<string> BooleanOptions => ["SO_REUSEADDR", "SO_KEEPALIVE", "TCP_NODELAY"];

    [Theory]
    [MemberData(nameof(BooleanOptions))]
    public void ABooleanOptionIsSetAndRead(string name)
    {
        int option = (int)typeof(Platform.SystemConstants).GetProperty(name)!.GetValue(Constants)!;
        using var socket = new Socket(Family.Inet, SocketType.Stream);
        foreach (int value in new[] { 1, 0, 1 })
        {
            socket.SetOption(option, value);
            Assert.Equal(value, socket.GetOption(option) == 0 ? 0 : 1);
        }
    }

    [Fact]
    public void BroadcastBelongsToDatagrams()
    {
        using Socket socket = Udp();
        Assert.Equal(0, socket.GetOption(Constants.SO_BROADCAST));
        socket.SetOption(Constants.SO_BROADCAST, 1);
        Assert.NotEqual(0, socket.GetOption(Constants.SO_BROADCAST));
    }

    [Fact]
    public void TheTypeCanBeAsked()
    {
        using Socket socket = Udp();
        Assert.Equal(SocketType.Datagram.Value, socket.GetOption(Constants.SO_TYPE));
    }

    [Fact]
    public void AStructIsSetAndReadAsRawBytes()
    {
        using var socket = new Socket(Family.Inet, SocketType.Stream);
        byte[] linger = [1, 0, 0, 0, 5, 0, 0, 0];
        socket.SetOption(Constants.SO_LINGER, linger);
        byte[] value = new byte[16];
        Assert.Equal(8, socket.GetOption(Constants.SO_LINGER, value));
        Assert.Equal(linger, value[..8]);
        Assert.Equal(4, socket.GetOption(Constants.SO_LINGER, value.AsSpan(0, 4))); // cut
    }

    [Fact]
    public void AnUnknownOptionThrowsEnoprotoopt()
    {
        using Socket socket = Udp();
        Assert.Equal("ENOPROTOOPT", Assert.Throws<SocketException>(() => socket.GetOption(9999)).Code);
        Assert.Equal("ENOPROTOOPT", Assert.Throws<SocketException>(() => socket.SetOption(9999, 1)).Code);
    }
}
