namespace Tea.Loading;

/// <summary>The runner's own modules.</summary>
internal static class BuiltInModules
{
    private static readonly string[] socketNames =
    [
        "Socket", "Poller", "Descriptor", "SocketError", "getOption", "setOption", "sdListenDescriptors", "sdNotify", "sdWatchdogInterval",
    ];

    /// <summary>What each exports by name: an import has to know it before they are made.</summary>
    public static IReadOnlyDictionary<string, string[]> Names { get; } = new Dictionary<string, string[]>
    {
        ["socket"] = socketNames,
        ["teasocket"] = socketNames, // its name in npm, so that the same program runs here
        ["binary"] = ["Buffer"],
        ["system"] = ["stdin", "stdout", "stderr", "args", "env", "getcwd", "getpid", "sleep", "usleep"],
        ["eventloop"] =
        [
            "setTimeout", "setInterval", "clearTimeout", "clearInterval",
            "readSocket", "writeSocket", "clearSocket", "run", "abort",
        ],
        ["tls"] = ["TLS"],
    };
}
