using Xunit;

namespace Tea.Tests;

/// <summary>Nothing that throws is lost, whatever promise it ends in.</summary>
public sealed class RejectionTests : IDisposable
{
    private readonly ScriptDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("(async () => { throw new Error('lost'); })()")]
    [InlineData("(async () => { await 1; throw new Error('lost'); })()")]
    [InlineData("async function main() { await inner(); } async function inner() { await null; throw new Error('lost'); } main();")]
    [InlineData("Promise.reject(new Error('lost'))")]
    [InlineData("new Promise(() => { throw new Error('lost'); })")]
    [InlineData("Promise.resolve().then(() => { throw new Error('lost'); })")]
    [InlineData("Promise.reject(new Error('lost')).then(() => {})")]
    [InlineData("Promise.reject(new Error('lost')).finally(() => {})")]
    [InlineData("Promise.all([1, Promise.reject(new Error('lost'))])")]
    [InlineData("Promise.resolve({ then(resolve, reject) { reject(new Error('lost')); } })")]
    [InlineData("Promise.resolve({ get then() { throw new Error('lost'); } })")]
    [InlineData("(async () => { for await (const x of [1, Promise.reject(new Error('lost'))]); })()")]
    [InlineData("(async () => { async function* g() { throw new Error('lost'); } for await (const x of g()); })()")]
    [InlineData("(async () => { const p = Promise.reject(new Error('lost')); await 1; await 2; throw 'other'; })().catch(() => {})")]
    [InlineData("require('eventloop').setTimeout(() => Promise.reject(new Error('lost')), 1); require('eventloop').run()")]
    [InlineData("require('eventloop').setTimeout(async () => { await 1; throw new Error('lost'); }, 1); require('eventloop').run()")]
    [InlineData("require('eventloop').setTimeout(() => { throw new Error('lost'); }, 1)")]
    [InlineData("onexit(async () => { await 1; throw new Error('lost'); })")]
    [InlineData("Promise.prototype.then = () => { throw 1; }; (async () => { await 1; throw new Error('lost'); })()")]
    public void ARejectionThatNobodyHandlesPrintsItsStackAndExits1(string code)
    {
        ProgramResult result = directory.Run("-e", code);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("Error: lost\n    at ", result.Errors, StringComparison.Ordinal);
        Assert.Contains("[eval]:1:", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("const p = Promise.reject(1); p.catch(() => console.log('handled'))")]
    [InlineData("const p = Promise.reject(1); Promise.resolve().then(() => Promise.resolve()).then(() => p.catch(() => console.log('handled')))")]
    [InlineData("(async () => { try { await (async () => { throw 1; })(); } catch { console.log('handled'); } })()")]
    [InlineData("Promise.allSettled([Promise.reject(1), Promise.reject(2)]).then(() => console.log('handled'))")]
    [InlineData("Promise.any([Promise.reject(1), Promise.resolve(2)]).then(() => console.log('handled'))")]
    [InlineData("import('./missing.mjs').catch(() => console.log('handled'))")]
    [InlineData("const loop = require('eventloop'); const p = Promise.reject(1); p.catch(() => console.log('handled')); loop.setTimeout(() => {}, 1); loop.run()")]
    public void OneThatIsHandledInTimeIsNotReported(string code) =>
        Assert.Equal("handled\n", directory.Run("-e", code).Success);

    [Fact]
    public void TwentyThousandThatAreHandledAreForgotten() => Assert.Equal(
        "done\n",
        directory.Run("-e", "(async () => { for (let i = 0; i < 20000; i++) try { await Promise.reject(i); } catch {} console.log('done'); })()").Success);

    [Fact]
    public void AllThatAreLeftArePrintedWhateverTheirReasons()
    {
        ProgramResult result = directory.Run(
            "-e", "for (const reason of [5, undefined, null, 'text', { a: 1 }, Object.create(null)]) Promise.reject(reason)");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            "Uncaught (in promise) 5\nUncaught (in promise) undefined\nUncaught (in promise) null\nUncaught (in promise) 'text'\n"
            + "Uncaught (in promise):\n{ a: 1 }\nUncaught (in promise):\n[Object: null prototype] {}\n",
            result.Errors);
    }

    [Fact]
    public void TheLoopEndsWithTheRejectionAsNodesDoes()
    {
        ProgramResult result = directory.Run("-e", """
            const { setTimeout, run } = require("eventloop");
            onexit(() => console.log("cleaned"));
            setTimeout(() => { Promise.reject(new Error("first")); }, 1);
            setTimeout(() => console.log("not reached"), 5);
            run();
            console.log("not reached");
            """);
        Assert.Equal((1, "cleaned\n"), (result.ExitCode, result.Output));
        Assert.StartsWith("Error: first\n", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("throw new Error('lost');")]
    [InlineData("await 1;\nthrow new Error('lost');")]
    [InlineData("async function main() { await 1; throw new Error('lost'); }\nawait main();")]
    [InlineData("async function main() { await 1; throw new Error('lost'); }\nmain();")]
    [InlineData("import './thrower.mjs';")]
    [InlineData("import './late.mjs';")]
    [InlineData("await import('./thrower.mjs');")]
    [InlineData("await import('./late.mjs');")]
    [InlineData("import('./thrower.mjs');")]
    [InlineData("await 1; import('./late.mjs');")]
    public void AnEsModulesErrorIsPrintedBeforeAndAfterItsFirstAwait(string code)
    {
        directory.Write("thrower.mjs", "throw new Error('lost');");
        directory.Write("late.mjs", "await 1; throw new Error('lost');");
        ProgramResult result = directory.Run(directory.Write("main.mjs", code));
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"Error: lost\n    at ", result.Errors, StringComparison.Ordinal);
        Assert.Single(result.Errors.Split("Error: lost")[1..]);
        Assert.DoesNotContain("tea:", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void ATopLevelAwaitThatNeverSettlesSaysWhereAndExits13()
    {
        string script = directory.Write("main.mjs", "console.log('before');\n\nawait new Promise(() => {});\nconsole.log('not reached');");
        ProgramResult result = directory.Run(script);
        Assert.Equal((13, "before\n"), (result.ExitCode, result.Output));
        Assert.Equal($"Warning: Detected unsettled top-level await at {script}:3\n", result.Errors);
    }

    [Fact]
    public void AnAwaitOnTheEventLoopGoesOnWhileItRuns()
    {
        const string steps = """
            const wait = (ms) => new Promise((resolve) => loop.setTimeout(resolve, ms));
            async function main() {
              for (let i = 1; i <= 3; i++) { await wait(1); console.log(i); }
              const { Socket } = require("socket");
              const a = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1");
              a.send("x", ...a.getSockName());
              await new Promise((resolve) => loop.readSocket((socket) => { loop.clearSocket(socket); resolve(); }, a));
              console.log(a.receive().toString());
            }
            """;
        string expected = "1\n2\n3\nx\n";
        Assert.Equal(expected + "ran\n", directory.Run("-e", "const loop = require('eventloop');" + steps + "main(); loop.run(); console.log('ran')").Success);
        Assert.Equal(expected, directory.Run("-e", "const loop = require('eventloop');" + steps + "main()").Success);
        Assert.Equal(expected, directory.Run(directory.Write("main.mjs", "import loop from 'eventloop';" + steps + "await main()")).Success);
        Assert.Equal(expected, directory.Run(directory.Write("main.mjs", "import loop from 'eventloop'; await 1;" + steps + "main()")).Success);
    }

    [Fact]
    public void WhatTheScriptHasLeftInTheLoopOnPurposeStaysThere() => Assert.Equal(
        "aborted\nlimited\n",
        directory.Run("-e", """
            const loop = require("eventloop");
            loop.setInterval(() => loop.abort(), 1);
            loop.run(); console.log("aborted");
            loop.run(0); console.log("limited");
            """).Success);

    [Fact]
    public void ImportWaitsForTheModuleAndGivesTheSameOneAgain()
    {
        directory.Write("slow.mjs", """
            import { setTimeout } from "eventloop";
            await new Promise((resolve) => setTimeout(resolve, 1));
            export const value = {};
            console.log("evaluated");
            """);
        directory.Write("static.mjs", "export { value } from './slow.mjs';");
        string script = directory.Write("main.mjs", """
            const [one, two] = await Promise.all([import("./slow.mjs"), import("./slow.mjs")]);
            const { value } = await import("./static.mjs");
            console.log(one === two, one.value === value, (await import("socket")).Socket === require("socket").Socket);
            """);
        Assert.Equal("evaluated\ntrue true true\n", directory.Run(script).Success);
    }
}
