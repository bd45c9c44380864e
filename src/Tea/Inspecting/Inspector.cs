using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.ClearScript;
using Microsoft.ClearScript.V8;

namespace Tea.Inspecting;

/// <summary>An engine to which a debugger may connect, by the protocol of V8's inspector. ClearScript speaks it.</summary>
internal sealed partial class Inspector : IDisposable
{
    /// <summary>
    /// For how long nobody is let in when a script begins to wait for a debugger: ClearScript waits only if it finds none connected, and does not
    /// tell when it has looked.
    /// </summary>
    private static readonly TimeSpan beforeOpening = TimeSpan.FromMilliseconds(100);

    // At the script's end: for its last messages, of which nobody tells when they have been sent; then for the debugger to go.
    private static readonly TimeSpan lastMessages = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan goodbye = TimeSpan.FromSeconds(1);

    private readonly IPEndPoint engine;
    private readonly DebuggerGate gate;
    private readonly TaskCompletionSource isWaiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Makes the engine.</summary>
    /// <param name="inspection">Where to listen.</param>
    /// <param name="name">The script's name, which clients show.</param>
    /// <exception cref="InspectorException">Nobody can listen there.</exception>
    public Inspector(Inspection inspection, string name)
    {
        Breaks = inspection.Breaks;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            engine = (IPEndPoint)free.LocalEndpoint;
        }

        gate = new DebuggerGate(inspection.Address, engine);
        Engine = ScriptRunner.CreateEngine(new InspectedEngine(name, engine.Port));
    }

    /// <summary>The engine.</summary>
    public V8ScriptEngine Engine { get; }

    /// <summary>Whether the script waits for a debugger.</summary>
    public bool Breaks { get; }

    /// <summary>Ends the engine, and has the debugger learn of it.</summary>
    public void Dispose()
    {
        gate.WaitForEnd(lastMessages);
        Engine.Dispose();
        gate.WaitForEnd(goodbye);
        gate.Dispose();
    }

    /// <summary>Lets debuggers in and prints where, unless the script waits for one: then that is done when it begins to.</summary>
    /// <exception cref="InspectorException">They cannot connect.</exception>
    public void Begin()
    {
        string target = Target().Match(AskForTargets()).Groups[1].Value;
        if (target.Length == 0)
        {
            throw new InspectorException($"a debugger cannot connect at {gate.Address}: V8's inspector does not answer");
        }

        if (Breaks)
        {
            _ = OpenLater(target);
        }
        else
        {
            Open(target);
        }
    }

    /// <summary>
    /// If the script waits for a debugger, waits for it, and has it stop at the next function that is called. To be called once, where that is the
    /// script's own. A second time it does nothing.
    /// </summary>
    public void AwaitDebugger()
    {
        if (!Breaks)
        {
            return;
        }

        // ClearScript does that before it runs a document; this one ends before it has begun, so that nothing of it is stopped at.
        isWaiting.TrySetResult();
        try
        {
            Engine.Execute(new DocumentInfo("tea:begin") { Flags = DocumentFlags.AwaitDebuggerAndPause }, "this is no script");
        }
        catch (ScriptEngineException)
        {
            // the syntax error
        }
    }

    private async Task OpenLater(string target)
    {
        await isWaiting.Task.ConfigureAwait(false);
        await Task.Delay(beforeOpening).ConfigureAwait(false);
        Open(target);
    }

    private void Open(string target)
    {
        gate.Open();
        StandardStreams.Write(2, $"Debugger listening on ws://{gate.Address}/{target}\n");
    }

    /// <summary>The answer that clients get, with the identity that ClearScript has made up for the engine.</summary>
    private string AskForTargets()
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(engine);
            NetworkStream stream = client.GetStream();
            stream.Write(Encoding.ASCII.GetBytes($"GET /json/list HTTP/1.1\r\nHost: {engine}\r\nConnection: close\r\n\r\n"));
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return reader.ReadToEnd();
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return "";
        }
    }

    [GeneratedRegex("\"webSocketDebuggerUrl\": \"ws://[^/]*/([^\"]*)\"")]
    private static partial Regex Target();
}

/// <summary>What an engine is made with that a debugger may connect to.</summary>
/// <param name="Name">What clients show.</param>
/// <param name="Port">Where ClearScript listens.</param>
internal sealed record InspectedEngine(string Name, int Port);
