namespace Benchmarks;

/// <summary>Who talks to whom.</summary>
internal enum Shape
{
    /// <summary>The program measures itself.</summary>
    Alone,

    /// <summary>The program talks to the server peer.c, whose port is its first argument, and measures itself.</summary>
    Client,

    /// <summary>The program is a server that prints its port; the client peer.c measures it.</summary>
    Server,

    /// <summary>The program is an HTTP server that prints its port; wrk measures it.</summary>
    HttpServer,

    /// <summary>The program is an HTTP server that prints its port; wrk asks it one thing after the other, and the median of the times counts.</summary>
    HttpLatency,

    /// <summary>The program does nothing; its start and end are measured from outside.</summary>
    Start,
}

/// <summary>How a figure is shown.</summary>
internal sealed record Unit(string Name, Func<double, double> Scale)
{
    public static readonly Unit Microseconds = new("µs", nanoseconds => nanoseconds / 1000);
    public static readonly Unit Milliseconds = new("ms", nanoseconds => nanoseconds / 1e6);
    public static readonly Unit GigabytesPerSecond = new("GB/s", nanosecondsPerPiece => 65536 / nanosecondsPerPiece);
    public static readonly Unit RequestsPerSecond = new("requests per CPU second", nanoseconds => 1e9 / nanoseconds);
    public static readonly Unit Bytes = new("bytes", bytes => bytes);
}

/// <summary>One subject of a work: a program with its last arguments.</summary>
internal sealed record Row(Host Host, string Label, params string[] Arguments)
{
    /// <summary>The program, where it is not the host's usual one.</summary>
    public string File { get; init; } = Host.File;
}

/// <summary>What is measured: the same task, done by each subject.</summary>
/// <param name="Group">Its name on the command line, and the folder of its programs.</param>
/// <param name="Title">What is done.</param>
/// <param name="Unit">How its figures are shown.</param>
/// <param name="Shape">Who talks to whom.</param>
/// <param name="Count">How often, in one run; the warm-up before it is a quarter of that.</param>
/// <param name="Rows">Its subjects; the first is what the others are compared with.</param>
internal sealed record Work(string Group, string Title, Unit Unit, Shape Shape, long Count, Row[] Rows)
{
    /// <summary>The programs' arguments between the count and what the row adds.</summary>
    public string[] Arguments { get; init; } = [];

    /// <summary>What the ratios are to: the name of the first subject.</summary>
    public string Limit { get; init; } = "C";

    /// <summary>Whether a ratio to C says anything.</summary>
    public bool HasRatio { get; init; } = true;

    /// <summary>A short name for the chart; null if it is not in it.</summary>
    public string? ChartName { get; init; }

    public static IReadOnlyList<Work> All { get; } =
    [
        new("datagram", "A 64-byte datagram to oneself, sent and received", Unit.Microseconds, Shape.Alone, 100_000,
        [
            C(), .. Module("receive"), .. Module("receiveInto"), .. Module("promises"),
            Own(Host.Node, "node:dgram"), Own(Host.OwnBun, "Bun.udpSocket"), Own(Host.OwnDeno, "Deno.listenDatagram"),
            Own(Host.OwnDeno, "node:dgram") with { File = Host.Node.File }, .. Scripts(),
        ]) { ChartName = "UDP datagram" },
        new("tcp-round-trip", "64 bytes to a TCP echo server and back", Unit.Microseconds, Shape.Client, 20_000,
        [
            C(), .. Module("receive"), .. Module("receiveInto"), .. Module("promises"),
            Own(Host.Node, "node:net"), Own(Host.OwnBun, "Bun.connect"), Own(Host.OwnDeno, "Deno.connect"), .. Scripts(),
        ]) { ChartName = "TCP round trip" },
        new("stream-send", "1 GiB sent over TCP in pieces of 64 KiB", Unit.GigabytesPerSecond, Shape.Client, 16_000,
        [
            C(), .. Module(),
            Own(Host.Node, "node:net"), Own(Host.OwnBun, "Bun.connect"), Own(Host.OwnDeno, "Deno.connect"), .. Scripts(),
        ]),
        new("stream-file", "1 GiB of a file sent over TCP", Unit.GigabytesPerSecond, Shape.Client, 16_000,
        [
            C(), .. Module(), Own(Host.Node, "node:fs, node:net"), new(Host.Python, Host.Python.Name),
        ])
        { Arguments = [Workshop.LargeFile] },
        new("stream-receive", "1 GiB received over TCP, at most 64 KiB at once", Unit.GigabytesPerSecond, Shape.Client, 16_000,
        [
            C(), .. Module("receive"), .. Module("receiveInto"),
            Own(Host.Node, "node:net, onread"), Own(Host.OwnBun, "Bun.connect"), Own(Host.OwnDeno, "Deno.connect"), .. Scripts(),
        ]) { ChartName = "TCP stream received" },
        new("accept", "A TCP connection accepted, a request read, answered, closed", Unit.Microseconds, Shape.Server, 8_000,
        [
            C(), .. Module(), .. Module("promises"),
            Own(Host.Node, "node:net"), Own(Host.OwnBun, "Bun.listen"), Own(Host.OwnDeno, "Deno.listen"), .. Scripts(),
        ]) { ChartName = "TCP accept" },
        new("echo", "64 bytes sent back on each of 1,000 busy connections: the server's processor time", Unit.Microseconds, Shape.Server, 150_000,
        [
            C(), .. Module("promises"), Own(Host.Node, "node:net"), Own(Host.OwnBun, "Bun.listen"), Own(Host.OwnDeno, "Deno.listen"),
        ]),
        Select(10, 40_000),
        Select(100, 20_000),
        Select(900, 2_000) with { ChartName = "select, 900 sockets" },
        Select(5_000, 400),
        Poller(5_000, 40_000),
        Poller(10_000, 40_000),
        new("batch", "A 64-byte datagram to oneself, in batches of 64", Unit.Microseconds, Shape.Alone, 102_400,
        [
            C("single"), C("mmsg") with { Label = "C, sendmmsg and recvmmsg" }, C("segments") with { Label = "C, UDP_SEGMENT and UDP_GRO" },
            .. Module("single"), .. Module("sendMany"), .. Module("gro"), .. Module("message"),
            Own(Host.Node, "node:dgram"), Own(Host.OwnBun, "Bun.udpSocket, sendMany"), new(Host.Python, Host.Python.Name),
        ]),
        new("start", "Start to end of a script that only loads the module", Unit.Milliseconds, Shape.Start, 1,
        [
            C(), .. Module(),
            Own(Host.Node, "empty") with { File = "empty.js" }, Own(Host.OwnBun, "empty") with { File = "empty.js" },
            Own(Host.OwnDeno, "empty") with { File = "empty.js" }, .. Scripts(),
        ]) { HasRatio = false },
        new("start", "Start to end of an empty script", Unit.Milliseconds, Shape.Start, 1,
        [
            Own(Host.Node, "empty") with { File = "empty.js" }, Own(Host.Tea, "empty") with { File = "empty.js" },
        ]) { Limit = "Node" },
        new("memory", "Resident memory for each idle TCP connection accepted", Unit.Bytes, Shape.Server, 8_000,
        [
            C(), .. Module(),
            Own(Host.Node, "node:net"), Own(Host.OwnBun, "Bun.listen"), Own(Host.OwnDeno, "Deno.listen"), new(Host.Python, Host.Python.Name),
        ]) { HasRatio = false },
        new("http", "HTTP requests on 64 kept connections: the server's processor time", Unit.RequestsPerSecond, Shape.HttpServer, 1,
        [
            C(), .. Module("select"), .. Module("Poller"),
            Own(Host.Node, "node:http"), Own(Host.OwnBun, "Bun.serve"), Own(Host.OwnDeno, "Deno.serve"),
        ]) { ChartName = "HTTP request" },
        Beside(Host.TeaInNode, Host.Node), Beside(Host.TeaInBun, Host.OwnBun), Beside(Host.TeaInDeno, Host.OwnDeno),
    ];

    public static string[] Groups { get; } = [.. All.Select(work => work.Group).Distinct()];

    /// <summary>The folder of the programs: a poller is asked the same as select.</summary>
    public string Folder => Group == "poller" ? "select" : Group;

    private static Work Select(int idle, long count) =>
        new("select", $"A byte to oneself, found by select among {idle:N0} idle sockets, read", Unit.Microseconds, Shape.Alone, count,
        [
            C("select"), C("poll") with { Label = "C, poll" }, C("epoll") with { Label = "C, epoll" }, .. Module("select"),
            // fd_set ends at 1,024 descriptors, and they refuse more.
            .. idle < 1_000
                ?
                [
                    new Row(Host.Python, "Python, select.select", "select"), new Row(Host.Php, "PHP, socket_select"),
                    new Row(Host.Lua, "Lua, socket.select"),
                ]
                : Array.Empty<Row>(),
            new(Host.Python, "Python, select.poll", "poll"), new(Host.Perl, "Perl, select"),
        ])
        { Arguments = [$"{idle}"] };

    private static Work Poller(int idle, long count) =>
        new("poller", $"A byte to oneself, found by a kept set of {idle:N0} idle sockets, read", Unit.Microseconds, Shape.Alone, count,
        [
            C("epoll") with { Label = "C, epoll" }, .. Module("Poller"),
            Own(Host.Node, "node:dgram"), new(Host.Python, "Python, select.epoll", "epoll"),
        ])
        { Arguments = [$"{idle}"] };

    private static Work Beside(Host module, Host own) =>
        new("beside", $"One HTTP request after the other, by {own.Name}'s node:http, while the same thread does other work: the median", Unit.Microseconds, Shape.HttpLatency, 1,
        [
            Latency(own, "nothing else", "nothing"),
            Latency(module, "5,000 connections wait, by promises", "waiting"),
            Latency(module, "16 pairs chatter, by promises", "chatter"),
            Latency(own, "16 pairs chatter, by node:net", "net"),
        ])
        { Limit = "nothing else" };

    private static Row Latency(Host host, string beside, string work) => new(host, $"{host.Name}, {beside}", work) { File = Host.TeaInNode.File };

    private static Row C(params string[] arguments) => new(Host.C, "C", arguments);

    private static IEnumerable<Row> Module(params string[] method) =>
        Host.Module.Select(host => new Row(host, string.Join(", ", [host.Name, .. method]), method));

    private static Row Own(Host host, string api) => new(host, $"{host.Name}, {api}");

    private static IEnumerable<Row> Scripts() =>
        new[] { Host.Python, Host.Php, Host.Perl, Host.Lua }.Select(host => new Row(host, host.Name));
}
