using System.Runtime.InteropServices;
using Xunit;

namespace TeaSocket.Tests;

/// <summary>
/// Every option of the table on a socket that has it: it is set to a value that it does not have, and read back. Those that can only be
/// read are read, those that can only be set are set; what stands in the way of others is in <see cref="OptionTrial"/>.
/// </summary>
public sealed class OptionTableTests
{
    /// <summary>All options.</summary>
    public static TheoryData<string> Names => [.. SocketOptions.All.Select(option => option.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AnOptionIsSetToWhatItWasNotAndReadBack(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the sockets are Linux's");
        SocketOption option = SocketOptions.Get(name);
        Assert.NotNull(option.Number);
        OptionTrial trial = OptionTrial.Of(option);
        using Socket socket = trial.Open();
        if (trial.Fails is { } code)
        {
            Assert.Equal(code, Assert.Throws<SocketException>(() => Try(option, socket, trial)).Code);
        }
        else
        {
            try
            {
                Try(option, socket, trial);
            }
            catch (SocketException e) when (e.Code == trial.MayLack)
            {
                // Then that is the system's answer.
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AnOptionOfAnotherFamilyOrTypeIsEnoprotoopt(string name)
    {
        SocketOption option = SocketOptions.Get(name);
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the sockets are Linux's");
        if (option.Families is null)
        {
            return;
        }

        using var socket = option.Families.Contains(Family.Unix) ? new Socket(Family.Inet, SocketType.Stream) : new Socket(Family.Unix, SocketType.Stream);
        if (option.Readable)
        {
            Assert.Equal("ENOPROTOOPT", Assert.Throws<SocketException>(() => option.GetLoose(socket)).Code);
        }

        if (option.Writable)
        {
            object? value = OptionTrial.Of(option).ValueOtherThan(null);
            Assert.Equal("ENOPROTOOPT", Assert.Throws<SocketException>(() => option.SetLoose(socket, value)).Code);
        }
    }

    [Fact]
    public void NamesAreSortedWithinTheirLevelAndNoneStandsTwice()
    {
        Assert.Equal(SocketOptions.All.Count, SocketOptions.All.Select(option => option.Name).Distinct().Count());
        Assert.True(SocketOptions.All.Count > 200);
        Assert.Empty(SocketOptions.LeftOut.Select(option => option.Name).Intersect(SocketOptions.All.Select(option => option.Name)));
    }

    [Fact]
    public void TrialsAreForOptionsOfTheTable() => Assert.Empty(OptionTrial.Names.Except(SocketOptions.All.Select(option => option.Name)));

    [Fact]
    public void AValueIsReadAndSetWithItsOwnType()
    {
        using var socket = new Socket(Family.Inet, SocketType.Stream);
        Assert.False(socket.GetOption(SocketOptions.KeepAlive));
        socket.SetOption(SocketOptions.KeepAlive, true);
        socket.SetOption(SocketOptions.ReceiveTimeout, TimeSpan.FromSeconds(2));
        Assert.True(socket.GetOption(SocketOptions.KeepAlive));
        Assert.Equal(TimeSpan.FromSeconds(2), socket.GetOption(SocketOptions.ReceiveTimeout));
        Assert.Null(socket.GetOption(SocketOptions.Linger));
        socket.SetOption(SocketOptions.Linger, 5);
        Assert.Equal(5, socket.GetOption(SocketOptions.Linger));
        Assert.Throws<ArgumentException>(() => socket.SetOption(SocketOptions.Error, 1));
        Assert.Throws<ArgumentException>(() => socket.GetOption(SocketOptions.IpAddMembership));
    }

    [Fact]
    public void AStructureIsADictionaryOfItsFields()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux's options");
        using var socket = new Socket(Family.Inet, SocketType.Stream);
        socket.SetOption(SocketOptions.TransmitTime, new Dictionary<string, object?> { ["clock"] = 1, ["flags"] = 2u });
        Assert.Equal(1.0, socket.GetOption(SocketOptions.TransmitTime)["clock"]);
        Assert.Equal(2.0, socket.GetOption(SocketOptions.TransmitTime)["flags"]);
        Assert.Equal(7.0, socket.GetOption(SocketOptions.TcpInfo)["state"]); // TCP_CLOSE
        Assert.Throws<ArgumentException>(() => socket.SetOption(SocketOptions.TransmitTime, new Dictionary<string, object?> { ["time"] = 1 }));
    }

    [Fact]
    public void ATimeoutThatWasSetByItsOptionEndsAWait()
    {
        using Socket socket = SocketPairs.Udp();
        socket.SetOption(SocketOptions.ReceiveTimeout, TimeSpan.FromMilliseconds(20));
        Assert.Equal("ETIMEDOUT", Assert.Throws<SocketException>(() => socket.Receive(new byte[1])).Code);
    }

    [Fact]
    public void AFilterIsReadWithoutWritingBehindTheBuffer()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "SO_ATTACH_FILTER");
        using Socket socket = SocketPairs.Udp();
        FilterInstruction[] filter = [.. Enumerable.Repeat(new FilterInstruction(6, 0, 0, 9), 20)];
        socket.SetOption(SocketOptions.AttachFilter, filter);
        Assert.Equal(filter, socket.GetOption(SocketOptions.AttachFilter));
        byte[] bytes = new byte[200];
        int number = SocketOptions.AttachFilter.Number!.Value;
        Assert.Equal("EINVAL", Assert.Throws<SocketException>(() => socket.GetOption(number, bytes.AsSpan(0, 100))).Code);
        Assert.Equal(new byte[200], bytes);
        Assert.Equal(160, socket.GetOption(number, bytes));
        Assert.Equal(filter, MemoryMarshal.Cast<byte, FilterInstruction>(bytes.AsSpan(0, 160)).ToArray());
    }

    [Fact]
    public void EveryOptionThatASocketHasIsTold()
    {
        using var socket = new Socket(Family.Inet, SocketType.Stream);
        var present = socket.GetOptions().ToDictionary(pair => pair.Key.Name, pair => pair.Value);
        Assert.Equal(false, present["SO_KEEPALIVE"]);
        Assert.False(present.ContainsKey("SO_ERROR"));
        Assert.False(present.ContainsKey("IPV6_V6ONLY"));
        socket.Dispose();
        Assert.Equal("EBADF", Assert.Throws<SocketException>(socket.GetOptions).Code);
    }

    private static void Try(SocketOption option, Socket socket, OptionTrial trial)
    {
        object? before = option.Readable ? option.GetLoose(socket) : null;
        if (!option.Writable)
        {
            Assert.NotNull(before);
            return;
        }

        object? value = trial.ValueOtherThan(before);
        Assert.NotEqual(Text(value), Text(before));
        option.SetLoose(socket, value);
        if (option.Readable && !trial.IsNotKept)
        {
            Assert.Equal(Text(trial.Reads ?? value), Text(option.GetLoose(socket)));
        }
    }

    /// <summary>A value as text, to compare by.</summary>
    private static string Text(object? value) => value switch
    {
        null => "null",
        byte[] bytes => Convert.ToHexString(bytes),
        object?[] list => $"[{string.Join(", ", list.Select(Text))}]",
        IEnumerable<KeyValuePair<string, object?>> named => string.Join(", ", named.Select(field => $"{field.Key}: {Text(field.Value)}")),
        _ => FormattableString.Invariant($"{value}"),
    };
}
