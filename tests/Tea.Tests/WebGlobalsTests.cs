using Xunit;

namespace Tea.Tests;

/// <summary>What the runner has by the web's names: the same as Node, script by script, and what is the runner's own.</summary>
public sealed class WebGlobalsTests : IDisposable
{
    private readonly ScriptDirectory directory = new();

    public void Dispose() => directory.Dispose();

    /// <summary>The scripts that are compared.</summary>
    public static TheoryData<string> Scripts =>
    [
        .. from path in Directory.EnumerateFiles(Repository.PathOf("tests/web"), "*.js").Order()
           where Path.GetFileName(path) != "shared.js"
           select Path.GetFileName(path),
    ];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void TheyDoWhatTheyDoInNode(string script) => Compare(Repository.Tea, script);

    [Theory]
    [MemberData(nameof(Scripts))]
    public void ThoseOfThePublishedRunnerDoSoToo(string script) => Compare(Require.PublishedTea(), script);

    private static void Compare(string runner, string script)
    {
        string path = Repository.PathOf("tests/web/" + script);
        using var node = RunningProgram.Start(Require.Tool("node"), path);
        string expected = node.WaitForExit().Success;
        using var tea = RunningProgram.Start(runner, path);
        Assert.Equal(expected.Split('\n'), tea.WaitForExit().Success.Split('\n'));
    }

    [Fact]
    public void WhatAListenerThrowsEndsTheRunnerWhenTheOthersHaveBeenCalled()
    {
        string script = directory.Write("script.js", """
            const target = new EventTarget();
            target.addEventListener("a", () => {
              throw new Error("mine");
            });
            target.addEventListener("a", () => console.log("called"));
            console.log(target.dispatchEvent(new Event("a")));
            setTimeout(() => console.log("not reached"), 0);
            """);
        ProgramResult result = directory.Run(script);
        Assert.Equal((1, "called\ntrue\n"), (result.ExitCode, result.Output));
        Assert.StartsWith($"Error: mine\n    at EventTarget.<anonymous> ({script}:3:9)\n", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("tea:", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new Socket(Socket.PF_INET, Socket.SOCK_DGRAM)")]
    [InlineData("new Poller()")]
    [InlineData("new EventTarget()")]
    [InlineData("new AbortController().signal")]
    [InlineData("new Event('x')")]
    [InlineData("new TextDecoder()")]
    [InlineData("new WebAssembly.Memory({ initial: 1 })")]
    public void WhatIsMoreThanItsPropertiesIsNotCloned(string value) => Assert.Equal(
        "DataCloneError\nDataCloneError\n",
        directory.Run("-e", $$"""
            const { Socket, Poller } = require("socket");
            const value = {{value}};
            for (const wrapped of [value, [{ value }]]) try { structuredClone(wrapped); console.log("cloned"); } catch (e) { console.log(e.name); }
            """).Success);

    [Fact]
    public void ABufferIsClonedAsItsBytes() => Assert.Equal(
        "Uint8Array 3 [ 98, 99, 100 ]\n",
        directory.Run("-e", "const c = structuredClone(Buffer.from('abcde').range(1, 4)); console.log(c.constructor.name, c.length, [...c])").Success);

    [Fact]
    public void ATimeoutKeepsNothingAliveAndAbortsWhileSomethingElseDoes()
    {
        Assert.Equal("end\n", directory.Run("-e", "AbortSignal.timeout(1e9).onabort = () => console.log('not reached'); console.log('end')").Success);
        Assert.Equal(
            "TimeoutError 23\n",
            directory.Run("-e", """
                const id = setInterval(() => {}, 1000);
                AbortSignal.any([AbortSignal.timeout(1)]).addEventListener("abort", ({ target }) => { console.log(target.reason.name, target.reason.code); clearInterval(id); });
                """).Success);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("'soon'")]
    [InlineData("2 ** 53")]
    public void ATimeoutThatIsNoneIsRefused(string timeout) => Assert.Equal(
        "TypeError\n", directory.Run("-e", $"try {{ AbortSignal.timeout({timeout}) }} catch (e) {{ console.log(e.name) }}").Success);

    [Fact]
    public void GlobalsAreNotEnumerableAndCanBeReplacedAndDeleted() => Assert.Equal(
        "true\nmine 5 undefined\n",
        directory.Run("-e", """
            const names = ["setTimeout", "setInterval", "setImmediate", "clearTimeout", "clearInterval", "clearImmediate", "queueMicrotask", "structuredClone",
              "TextEncoder", "TextDecoder", "AbortController", "AbortSignal", "Event", "EventTarget", "CustomEvent", "DOMException", "atob", "btoa"];
            console.log(names.every((name) => {
              const value = globalThis[name];
              const { enumerable, configurable, writable } = Object.getOwnPropertyDescriptor(globalThis, name);
              return typeof value === "function" && value === globalThis[name] && value.name === name && configurable && writable && !enumerable;
            }));
            globalThis.Event = "mine"; global.atob = 5; delete globalThis.EventTarget;
            console.log(Event, atob, typeof EventTarget);
            """).Success);

    [Fact]
    public void ALazyGlobalIsReplacedBeforeItIsLoadedAsAfter() => Assert.Equal(
        "mine number 5\n",
        directory.Run("-e", """
            Event = "mine"; var TextDecoder = 5;
            globalThis.EventTarget = 6;
            console.log(Event, typeof EventTarget, TextDecoder ?? globalThis.TextDecoder);
            """).Success);

    [Fact]
    public void AReplacedGlobalIsNotWhatTheOthersUse() => Assert.Equal(
        "abort AbortError\n",
        directory.Run("-e", """
            globalThis.Event = globalThis.EventTarget = globalThis.DOMException = undefined;
            const { signal } = Object.assign(new AbortController(), {});
            const controller = new AbortController();
            controller.signal.onabort = (event) => console.log(event.type, controller.signal.reason.name);
            controller.abort();
            """).Success);

    [Fact]
    public void SignalsThatNobodyHasAreCollectedThoughTheirSourceLives() => Assert.Equal(
        "done\n",
        directory.Run("-e", """
            const controller = new AbortController();
            (async () => {
              for (let i = 0; i < 300; i++) {
                for (let k = 0; k < 100; k++) {
                  const signal = AbortSignal.any([controller.signal, AbortSignal.timeout(1e9)]);
                  signal.memory = new Array(20000).fill(k); // 5 GB for all, more than the engine may have
                }
                await new Promise((resolve) => setImmediate(resolve));
              }
              console.log("done");
            })();
            """).Success);
}
