namespace Tea.Tests;

/// <summary>A real syslog daemon, with a socket of its own, that prints what it has understood.</summary>
internal sealed class SyslogDaemon : IDisposable
{
    private readonly RunningProgram program;

    private SyslogDaemon(RunningProgram program, string path)
    {
        this.program = program;
        Path = path;
    }

    /// <summary>Its socket. The path is left behind when the daemon is killed.</summary>
    public string Path { get; }

    public static SyslogDaemon Start(DirectoryInfo directory)
    {
        string daemon = Require.Tool("rsyslogd");
        string path = System.IO.Path.Combine(directory.FullName, "log");
        string configuration = System.IO.Path.Combine(directory.FullName, "rsyslog.conf");
        File.WriteAllText(
            configuration,
            $"""
            global(processInternalMessages="on")
            module(load="imuxsock" SysSock.Use="off")
            input(type="imuxsock" Socket="{path}")
            template(name="line" type="string" string="%syslogfacility-text%.%syslogseverity-text% %programname% %procid%:%msg%\n")
            *.* action(type="omfile" file="/dev/stdout" template="line")

            """);
        var program = RunningProgram.Start(daemon, "-n", "-f", configuration, "-i", "NONE");
        try
        {
            program.WaitForLine("] start"); // its own first message, after it has opened its socket
            return new SyslogDaemon(program, path);
        }
        catch
        {
            program.Dispose();
            throw;
        }
    }

    /// <summary>Waits for a message that contains a text: "facility.severity tag process: message".</summary>
    public string WaitForMessage(string text) => program.WaitForLine(text);

    public void Dispose() => program.Dispose();
}
