using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Tea.Tests;

/// <summary>A client of V8's inspector protocol, as a debugger is one: messages of JSON over a WebSocket.</summary>
internal sealed partial class InspectorClient : IDisposable
{
    // Only so that a debugger that says nothing fails its test.
    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(2));
    private readonly ClientWebSocket socket = new();
    private readonly Queue<JsonObject> events = new();
    private readonly Dictionary<string, string> urls = [];
    private int lastId;

    /// <summary>Connects where the runner has said that it listens.</summary>
    public InspectorClient(RunningProgram program)
    {
        Address = new Uri(Url().Match(program.WaitForErrorLine("Debugger listening on ")).Value);
        socket.ConnectAsync(Address, limit.Token).Wait(limit.Token);
    }

    /// <summary>What the runner has said.</summary>
    public Uri Address { get; }

    public void Dispose()
    {
        socket.Dispose();
        limit.Dispose();
    }

    /// <summary>Calls a method; returns its result.</summary>
    public JsonObject Call(string method, JsonObject? parameters = null)
    {
        int id = ++lastId;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, true, limit.Token).Wait(limit.Token);
        while (true)
        {
            JsonObject received = Receive();
            if ((int?)received["id"] == id)
            {
                return received["result"]?.AsObject() ?? throw new InvalidOperationException(received.ToJsonString());
            }

            events.Enqueue(received);
        }
    }

    /// <summary>The parameters of the next event of that name; others are passed over.</summary>
    public JsonObject WaitForEvent(string method)
    {
        while (true)
        {
            JsonObject received = events.Count > 0 ? events.Dequeue() : Receive();
            if ((string?)received["method"] == method)
            {
                return received["params"]!.AsObject();
            }
        }
    }

    /// <summary>Waits until the script stops; returns where: a file's address and a line, counted from 0, and the call frame.</summary>
    public (string Url, int Line, string Frame) WaitForStop()
    {
        JsonNode frame = WaitForEvent("Debugger.paused")["callFrames"]![0]!;
        JsonNode place = frame["location"]!;
        return (urls[(string)place["scriptId"]!], (int)place["lineNumber"]!, (string)frame["callFrameId"]!);
    }

    /// <summary>The value of an expression, as text.</summary>
    public string Evaluate(string expression, string? callFrame = null)
    {
        var parameters = new JsonObject { ["expression"] = expression, ["callFrameId"] = callFrame };
        return Call(callFrame is null ? "Runtime.evaluate" : "Debugger.evaluateOnCallFrame", parameters)["result"]!["value"]!.ToString();
    }

    private JsonObject Receive()
    {
        using var text = new MemoryStream();
        byte[] part = new byte[65536];
        while (true)
        {
            WebSocketReceiveResult result = socket.ReceiveAsync(part, limit.Token).Result;
            text.Write(part, 0, result.Count);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                throw new InvalidOperationException("The runner has closed the connection");
            }

            if (result.EndOfMessage)
            {
                return Note(JsonNode.Parse(text.ToArray())!.AsObject());
            }
        }
    }

    private JsonObject Note(JsonObject received)
    {
        if ((string?)received["method"] == "Debugger.scriptParsed")
        {
            urls[(string)received["params"]!["scriptId"]!] = (string)received["params"]!["url"]!;
        }

        return received;
    }

    [GeneratedRegex(@"ws://\S+")]
    private static partial Regex Url();
}
