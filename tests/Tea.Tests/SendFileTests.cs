using System.Globalization;
using Xunit;

namespace Tea.Tests;

/// <summary>Sending files in every host: by descriptors that were opened elsewhere, and to peers that vanish.</summary>
public sealed class SendFileTests
{
    private const string Files = """
        ip link set lo up
        cd "$DIR"
        printf '0123456789abcdefghij' > small
        head -c 3000000 /dev/zero > file
        """;

    public static TheoryData<string> Programs => NetworkScript.Hosts;

    [Theory]
    [MemberData(nameof(Programs))]
    public void ADescriptorIsSentFromItsPlaceOrFromAnOffset(string host)
    {
        string output = NetworkScript.Run(host, "send-file.js", Files + "\nexec 7<small 8>other 9< <(:)", "descriptors");
        Assert.Equal("""[3,4,1,2,14,0,"EBADF","ESPIPE","ESPIPE","abc01230456789abcdefghij"]""", output.Trim());
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void APeerThatHasVanishedEndsNoProgram(string host) =>
        Assert.Equal("""[true,true,"alive"]""", NetworkScript.Run(host, "send-file.js", Files, "vanished").Trim());

    [Theory]
    [MemberData(nameof(Programs))]
    public void AStoppedProgramGoesOnSending(string host)
    {
        using var directory = new ScriptDirectory();
        using RunningProgram program = NetworkScript.Start(directory, host, "send-file.js", Files, "waits");
        program.WaitForLine("waits");
        program.WaitUntilAsleep();
        program.Signal("STOP");
        program.Signal("CONT");
        program.WaitUntilAsleep();
        string descriptors = $"/proc/{program.Id.ToString(CultureInfo.InvariantCulture)}/fd";
        Assert.Single(Directory.GetFiles(descriptors), each => File.ResolveLinkTarget(each, false)?.FullName == $"{directory.Path}/file");
        program.Signal("KILL");
    }
}
