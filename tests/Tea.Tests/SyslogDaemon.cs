using System.Globalization;

namespace Tea.Tests;

/// <summary>A real syslog daemon, with a socket of its own, that prints what it has understood.</summary>
internal sealed class SyslogDaemon : IDisposable
{
    private const string Rfc5424 = "-rfc5424";

    private readonly RunningProgram program;

    private SyslogDaemon(RunningProgram program, string path, string tcpPort)
    {
        this.program = program;
        Path = path;
        Rfc5424Path = path + Rfc5424;
        TcpPort = File.ReadAllText(tcpPort);
        UdpPort = FindUdpPort(program.Id);
    }

    /// <summary>Its socket. The path is left behind when the daemon is killed.</summary>
    public string Path { get; }

    /// <summary>Another socket of its, where it is told to look for RFC 5424, too.</summary>
    public string Rfc5424Path { get; }

    /// <summary>Its TCP port on 127.0.0.1.</summary>
    public string TcpPort { get; }

    /// <summary>Its UDP port there.</summary>
    public int UdpPort { get; }

    public static SyslogDaemon Start(string directory)
    {
        string daemon = Require.Tool("rsyslogd");
        string path = System.IO.Path.Combine(directory, "log");
        string tcpPort = System.IO.Path.Combine(directory, "port");
        string configuration = System.IO.Path.Combine(directory, "rsyslog.conf");
        File.WriteAllText(
            configuration,
            $"""
            global(processInternalMessages="on")
            module(load="imuxsock" SysSock.Use="off")
            input(type="imuxsock" Socket="{path}")
            input(type="imuxsock" Socket="{path}{Rfc5424}" UseSpecialParser="off")
            module(load="imtcp")
            input(type="imtcp" Address="127.0.0.1" Port="0" ListenPortFileName="{tcpPort}")
            module(load="imudp")
            input(type="imudp" Address="127.0.0.1" Port="0")
            template(name="line" type="string" string="%syslogfacility-text%.%syslogseverity-text% %programname% %procid%:%msg%\n")
            template(name="rfc5424" type="string" string="%syslogfacility-text%.%syslogseverity-text% %hostname% %app-name% %procid% %msgid% %structured-data%:%msg%\n")
            if $protocol-version == "1" then action(type="omfile" file="/dev/stdout" template="rfc5424")
            else action(type="omfile" file="/dev/stdout" template="line")

            """);
        var program = RunningProgram.Start(daemon, "-n", "-f", configuration, "-i", "NONE");
        try
        {
            program.WaitForLine("] start"); // its own first message, after it has opened its socket
            return new SyslogDaemon(program, path, tcpPort);
        }
        catch
        {
            program.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Waits for a message that contains a text: "facility.severity tag process: message"; of RFC 5424 "facility.severity host application process
    /// id data:message".
    /// </summary>
    public string WaitForMessage(string text) => program.WaitForLine(text);

    public void Dispose() => program.Dispose();

    /// <summary>The port of the only UDP socket that a process has; its input does not tell which the system has chosen.</summary>
    private static int FindUdpPort(int process)
    {
        string[] open = [.. Directory.EnumerateFiles($"/proc/{process}/fd").Select(path => new FileInfo(path).LinkTarget ?? "")];
        return (
            from line in File.ReadLines($"/proc/{process}/net/udp").Skip(1)
            let columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            where open.Contains($"socket:[{columns[9]}]")
            select int.Parse(columns[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).Single();
    }
}
