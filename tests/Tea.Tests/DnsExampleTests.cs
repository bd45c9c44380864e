using Xunit;
using static Tea.Tests.DnsServer;

namespace Tea.Tests;

/// <summary>examples/dns.js, the same file in every host, against a server that answers right, wrong and strangely.</summary>
public sealed class DnsExampleTests : IDisposable
{
    private readonly ScriptDirectory directory = new();
    private readonly DnsServer server = new();

    public static TheoryData<string> Programs => NetworkScript.Hosts;

    public void Dispose()
    {
        server.Dispose();
        directory.Dispose();
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void RecordsOfAllKindsAreRead(string host)
    {
        using RunningProgram program = Start(host, "www.example.test", "A");
        byte[] question = server.AnswerDatagram(it => [Answer(it, 0,
            Record(Pointer(12), 5, [4, (byte)'h', (byte)'o', (byte)'s', (byte)'t', .. Pointer(16)]),
            Record(Name("host.example.test"), 1, [192, 0, 2, 1]),
            Record(Pointer(12), 28, [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7]),
            Record(Pointer(16), 15, [0, 10, .. Name("mail.example.test")]),
            Record(Pointer(12), 16, [5, (byte)'a', (byte)' ', (byte)'"', (byte)'.', 200, 0]),
            Record(Pointer(12), 99, [1, 2, 255]))]);
        Assert.Equal([1, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. Name("www.example.test"), 0, 1, 0, 1], question[2..]);
        Assert.Equal(
            """
            www.example.test 300 CNAME host.example.test
            host.example.test 300 A 192.0.2.1
            www.example.test 300 AAAA 2001:db8::7
            example.test 300 MX 10 mail.example.test
            www.example.test 300 TXT "a \034.\200" ""
            www.example.test 300 TYPE99 \# 3 0102ff

            """,
            program.WaitForExit().Success);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void WhatIsNoAnswerIsWaitedPast(string host)
    {
        using RunningProgram program = Start(host, "example.test", "A");
        server.AnswerDatagram(
            it =>
            [
                [],
                [1, 2, 3],
                Answer([(byte)~it[0], .. it[1..]], 0, Record(Pointer(12), 1, [192, 0, 2, 66])), // another id
                it, // no answer, but the question
                Answer([.. it[..12], .. Name("other.test"), 0, 1, 0, 1], 0, Record(Pointer(12), 1, [192, 0, 2, 67])), // another question
                Answer([.. it[..12], .. Name("example.test"), 0, 28, 0, 1], 0, Record(Pointer(12), 1, [192, 0, 2, 67])),
                Answer(it, 0, Record(Pointer(it.Length), 1, [192, 0, 2, 68])), // a pointer to itself
                Answer(it, 0, Record([1, (byte)'a', .. Pointer(it.Length)], 1, [192, 0, 2, 68])), // in a circle
                Answer(it, 0, Record(Pointer(0x3FFF), 1, [192, 0, 2, 68])), // ahead
                Answer(it, 0, Record([0x80, 0], 1, [192, 0, 2, 68])),
                Answer(it, 0, Record(Pointer(12), 1, [192, 0, 2])), // a short address
                Answer(it, 0, Record(Pointer(12), 1, [192, 0, 2, 69]))[..^2], // cut short
                Answer(it, 0, Record(Pointer(12), 16, [9, (byte)'x'])), // a text that is longer than its record
                Answer(it, 0, Record(Pointer(12), 1, [192, 0, 2, 1])),
            ],
            fromAnotherAddress: it => Answer(it, 0, Record(Pointer(12), 1, [192, 0, 2, 99])));
        Assert.Equal("example.test 300 A 192.0.2.1\n", program.WaitForExit().Success);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void ALostQuestionIsAskedAgain(string host)
    {
        using RunningProgram program = Start(host, "example.test", "AAAA");
        byte[] first = server.AnswerDatagram(_ => []);
        byte[] second = server.AnswerDatagram(it => [Answer(it, 0, Record(Pointer(12), 28, new byte[16]))]);
        Assert.Equal(first, second);
        Assert.Equal("example.test 300 AAAA ::\n", program.WaitForExit().Success);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void AnAnswerThatIsTooLongForADatagramComesByTcp(string host)
    {
        using RunningProgram program = Start(host, "example.test", "TXT");
        server.AnswerDatagram(it => [Answer(it, 0x200)]);
        byte[][] records = [.. Enumerable.Range(0, 9).Select(i => Record(Pointer(12), 16, [200, .. Enumerable.Repeat((byte)('a' + i), 200)]))];
        server.AnswerStream(it => Answer(it, 0, records));
        IEnumerable<string> expected = Enumerable.Range(0, 9).Select(i => $"example.test 300 TXT \"{new string((char)('a' + i), 200)}\"\n");
        Assert.Equal(string.Concat(expected), program.WaitForExit().Success);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void ANameThatIsNotThereEndsItWithStatus1(string host)
    {
        using RunningProgram program = Start(host, "nobody.test", "A");
        server.AnswerDatagram(it => [Answer(it, 3)]);
        Assert.Equal("dns: nobody.test: NXDOMAIN\n", program.WaitForExit().Failure);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void ANameWithoutSuchARecordEndsItWithStatus1(string host)
    {
        using RunningProgram program = Start(host, "example.test", "mx");
        server.AnswerDatagram(it => [Answer(it, 0)]);
        Assert.Equal("dns: example.test has no MX record\n", program.WaitForExit().Failure);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void AServerThatIsNotThereIsTold(string host)
    {
        using var port = ClosedPort.Udp();
        using RunningProgram program = NetworkScript.Example(directory, host, "dns.js", "example.test", $"@127.0.0.1:{port.Number}");
        Assert.StartsWith("dns: recv ECONNREFUSED", program.WaitForExit().Failure, StringComparison.Ordinal);
    }

    private RunningProgram Start(string host, string name, string type) =>
        NetworkScript.Example(directory, host, "dns.js", name, type, $"@127.0.0.1:{server.Port}");
}
