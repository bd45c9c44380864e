using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ClearScript;
using Microsoft.ClearScript.V8;
using Microsoft.ClearScript.V8.FastProxy;
using TeaSocket.Script;

namespace Tea.Prompt;

/// <summary>
/// The prompt: takes lines and has them run, while the event loop goes on. All but what <see cref="Keyboard"/> and the signals do happens on the
/// script's thread.
/// </summary>
internal sealed class InteractivePrompt : IDisposable
{
    private readonly V8ScriptEngine engine;
    private readonly SocketTable table;
    private readonly Loop loop;
    private readonly ScriptObject session;
    private readonly TerminalMode? mode;
    private readonly Keyboard keyboard;
    private readonly KeyDecoder decoder = new();
    private readonly LineEditor editor;
    private readonly ConcurrentQueue<string?> typed = new();
    private readonly Queue<Key> keys = new();
    private readonly List<PosixSignalRegistration> signals = [];
    private readonly ManualResetEventSlim interruption = new();
    private volatile bool isRunning; // what was typed
    private volatile bool isInterrupted;
    private int lastRun; // counts what was run, and what was given up
    private bool isAwaited; // a promise of what was typed
    private bool isInLine; // the last line that was written has no end yet
    private string lines = ""; // of a terminal that gives whole ones

    /// <summary>Opens it.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="table">The script's sockets.</param>
    /// <param name="loop">The event loop.</param>
    /// <param name="host">The object with the functions of the runner's own scripts.</param>
    /// <param name="open">Makes prompt.js of a path that code has which was typed.</param>
    public InteractivePrompt(V8ScriptEngine engine, SocketTable table, Loop loop, ScriptObject host, Func<string, ScriptObject> open)
    {
        (this.engine, this.table, this.loop) = (engine, table, loop);
        mode = TerminalMode.OfInput();
        host["isColoured"] = mode is not null && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        host["promptBegins"] = new V8FastHostFunction("promptBegins", (bool _, in V8FastArgs _, in V8FastResult _) => Begin());
        host["endPromptLine"] = new V8FastHostFunction("endPromptLine", (bool _, in V8FastArgs _, in V8FastResult _) => EndLine());
        host["isCurrentRun"] = new V8FastHostFunction(
            "isCurrentRun", (bool _, in V8FastArgs args, in V8FastResult result) => result.Set(args.GetInt32(0) == lastRun));
        host["isPromptInterrupted"] = new V8FastHostFunction(
            "isPromptInterrupted", (bool _, in V8FastArgs _, in V8FastResult result) => result.Set(isInterrupted));
        host["promptSettled"] = new V8FastHostFunction("promptSettled", (bool _, in V8FastArgs _, in V8FastResult _) => isAwaited = false);
        session = open(Path.Combine(HostFunctions.CurrentDirectory ?? "/", "[prompt]"));
        editor = new LineEditor(new History(History.UsualFile), Complete, Submission.IsIncomplete);
        keyboard = new Keyboard(Take);
        StandardStreams.BeforeWrite = BeforeWrite;
        StandardStreams.BeforeRead = () => mode?.ByLine();
        signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt));
        if (!OperatingSystem.IsWindows() && mode is not null)
        {
            signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => Take("")));
            signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Take("")));
        }

        string version = Assembly.GetExecutingAssembly().GetName().Version!.ToString(3);
        StandardStreams.WriteAside($"tea {version}: Tab completes, Ctrl-C interrupts, Ctrl-D ends\n");
        Show();
    }

    /// <summary>Waits, in place of a script's sleep, until a time has passed or Ctrl-C is pressed.</summary>
    public void Sleep(TimeSpan time) => interruption.Wait(time);

    /// <summary>Runs the event loop once, and what was typed meanwhile.</summary>
    /// <param name="proceed">Has the event loop proceed.</param>
    /// <returns>False if the prompt has been closed.</returns>
    public bool Turn(Action proceed)
    {
        bool isOver = Guarded(proceed);
        loop.HasWaited = false;
        if (isInterrupted)
        {
            isInterrupted = false;
            interruption.Reset();
            if (isAwaited)
            {
                GiveUp();
            }
            else if (isOver)
            {
                ThrowAwayTyped();
            }
        }

        if (!isAwaited && keys.Count > 0 && !TakeKeys(""))
        {
            return false;
        }

        while (!isAwaited && typed.TryDequeue(out string? text))
        {
            if (text is null || !(mode is null ? TakeLine(text) : TakeKeys(text)))
            {
                return false;
            }
        }

        if (!isAwaited)
        {
            Show();
        }

        return true;
    }

    public void Dispose()
    {
        StandardStreams.BeforeWrite = null;
        StandardStreams.BeforeRead = null;
        signals.ForEach(signal => signal.Dispose());
        mode?.ByLine();
        interruption.Dispose();
    }

    private void Run(string text)
    {
        Submission submission = Submission.Of(text);
        lastRun++;
        isAwaited = submission.IsAwaited;
        mode?.ByLine(); // for a script that reads what is typed
        bool isThrown = false;
        try
        {
            if ((bool)session.InvokeMethod("run", submission.Code, submission.IsAwaited, lastRun))
            {
                isAwaited = false; // else it is told when it is, perhaps already
            }
        }
        catch (ScriptInterruptedException)
        {
            isThrown = true;
        }

        isRunning = false;
        if (isThrown || isInterrupted)
        {
            isInterrupted = false;
            GiveUp();
        }
    }

    /// <summary>From here on an interruption finds a script that runs; one that has come before is made up for.</summary>
    private void Begin()
    {
        isRunning = true;
        interruption.Reset();
        if (isInterrupted)
        {
            engine.Interrupt();
            interruption.Set();
        }
    }

    /// <summary>Waits no longer for what was run last.</summary>
    private void GiveUp()
    {
        lastRun++;
        isAwaited = false;
        typed.Clear();
        keys.Clear();
        TellOfInterruption();
    }

    private void ThrowAwayTyped()
    {
        typed.Clear();
        keys.Clear();
        if (mode is null)
        {
            lines = "";
            StandardStreams.WriteAside("\n" + LineDisplay.First);
        }
        else
        {
            _ = editor.Take(new(KeyKind.Interrupt));
        }
    }

    /// <summary>Runs scripts, which Ctrl-C may end.</summary>
    /// <returns>Whether they have ended by themselves.</returns>
    private static bool Guarded(Action run)
    {
        try
        {
            run();
            return true;
        }
        catch (ScriptInterruptedException)
        {
            TellOfInterruption();
            return false;
        }
    }

    private static void TellOfInterruption() => StandardStreams.Write(1, "interrupted\n");

    private Completion Complete(string text)
    {
        Completion completion = new(0, []);
        _ = Guarded(() => completion = Completion.Parse((string)session.InvokeMethod("complete", text)));
        return completion;
    }

    /// <summary>Takes what the keyboard tells, on its thread.</summary>
    private void Take(string? text)
    {
        typed.Enqueue(text);
        loop.Post(() => { });
    }

    /// <summary>What a terminal gives that edits lines itself.</summary>
    private bool TakeLine(string text)
    {
        string whole = lines + text.TrimEnd('\r', '\n');
        lines = whole + "\n";
        if (whole.Length == 0 || !Submission.IsIncomplete(whole))
        {
            lines = "";
            if (whole.Trim().Length > 0)
            {
                Run(whole);
            }
        }

        return true;
    }

    /// <summary>False if the prompt is to be closed.</summary>
    private bool TakeKeys(string text)
    {
        foreach (Key key in decoder.Take(text))
        {
            keys.Enqueue(key);
        }

        while (!isAwaited && keys.TryDequeue(out Key key))
        {
            if (key.Kind == KeyKind.DeleteOrEnd && editor.Text.Text.Length == 0)
            {
                editor.Leave();
                return false;
            }

            if (editor.Take(key) is { } submitted && submitted.Trim().Length > 0)
            {
                Run(submitted);
            }
        }

        return true;
    }

    private void Show()
    {
        mode?.ByKey();
        EndLine();
        if (mode is not null)
        {
            editor.Show();
        }
        else if (!keyboard.IsAsked)
        {
            StandardStreams.WriteAside(lines.Length == 0 ? LineDisplay.First : LineDisplay.Following);
        }

        keyboard.Ask();
    }

    /// <summary>What the prompt writes begins a line.</summary>
    private void EndLine()
    {
        if (isInLine)
        {
            StandardStreams.WriteAside("\n");
            isInLine = false;
        }
    }

    private void BeforeWrite(ReadOnlySpan<byte> bytes)
    {
        editor.Hide();
        isInLine = bytes.IsEmpty ? isInLine : bytes[^1] != '\n';
    }

    /// <summary>Ctrl-C, on a thread of its own: ends what runs. What else it does, the next turn does.</summary>
    private void Interrupt(PosixSignalContext context)
    {
        context.Cancel = true;
        isInterrupted = true;
        if (isRunning || loop.HasWaited)
        {
            engine.Interrupt();
            interruption.Set();
            table.CancelWaits();
        }

        loop.Post(() => { });
    }
}
