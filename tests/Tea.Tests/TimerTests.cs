using Xunit;

namespace Tea.Tests;

/// <summary>The runner's global timers, with the web's meaning.</summary>
public sealed class TimerTests : IDisposable
{
    private readonly ScriptDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("setTimeout(() => console.log('called'))", "called\n")]
    [InlineData("setTimeout(() => console.log('called'), 1)", "called\n")]
    [InlineData("let n = 0; const id = setInterval(() => { console.log(++n); if (n === 3) clearInterval(id); }, 1)", "1\n2\n3\n")]
    [InlineData("setImmediate(() => console.log('called'))", "called\n")]
    [InlineData("queueMicrotask(() => console.log('called')); console.log('first')", "first\ncalled\n")]
    public void TheScriptsEndWaitsForWhatIsScheduled(string code, string expected)
    {
        Assert.Equal(expected, directory.Run("-e", code).Success);
        Assert.Equal(expected, directory.Run(directory.Write("script.mjs", code)).Success);
        Assert.Equal(expected, directory.Run(directory.Write("late.mjs", "await 1; await 2;" + code)).Success);
    }

    [Theory]
    [InlineData("setTimeout")]
    [InlineData("setInterval")]
    [InlineData("setImmediate")]
    public void FurtherArgumentsReachTheCallbackWhoseThisIsTheGlobalObject(string schedule)
    {
        string delay = schedule == "setImmediate" ? "" : "0, ";
        Assert.Equal("true [ 'a', { b: 2 } ]\n", directory.Run("-e", $$"""
            {{schedule}}(function (...args) { console.log(this === globalThis, args); exit(); }, {{delay}}"a", { b: 2 });
            """).Success);
    }

    [Fact]
    public void TimersAreCalledInTheOrderOfTheirTimesThenOfTheirCreation() => Assert.Equal(
        "0a 0b 0c 5a 5b 10 20a 20b\n",
        directory.Run("-e", """
            let time = 0; performance.now = () => time; // the script's own clock: no time passes in between
            const called = [];
            const add = (name, delay) => setTimeout(() => called.push(name), delay);
            add("20a", 20); add("5a", 5); add("0a", 0); add("10", 10); add("5b", 5); add("20b", 20); add("0b", -1); add("0c");
            time = 20;
            setImmediate(() => console.log(called.join(" ")));
            """).Success);

    [Fact]
    public void AThousandTimersInAnyOrderAreCalledInTheirsAlsoWhenOthersAreCleared() => Assert.Equal(
        "true 50000\n",
        directory.Run("-e", """
            let time = 0; performance.now = () => time;
            let state = 1;
            const random = (limit) => { state = Math.imul(state, 1664525) + 1013904223 >>> 0; return Math.floor(state / 2 ** 32 * limit); };
            let isOrdered = true, count = 0, rounds = 0;
            (function round() {
              const ids = [], start = time;
              let last = -1;
              for (let i = 0; i < 1000; i++) {
                const delay = random(1000);
                ids.push(setTimeout(() => { isOrdered &&= last <= delay && time - start - delay <= 50; last = delay; count++; }, delay));
              }
              for (let left = 1000; left > 500; left--) clearTimeout(...ids.splice(random(left), 1));
              (function advance() {
                time += 50;
                setImmediate(() => setImmediate(time - start < 1000 ? advance : ++rounds < 100 ? round : () => console.log(isOrdered, count)));
              })();
            })();
            """).Success);

    [Theory]
    [InlineData("undefined")]
    [InlineData("null")]
    [InlineData("-1")]
    [InlineData("-Infinity")]
    [InlineData("Infinity")]
    [InlineData("NaN")]
    [InlineData("'no number'")]
    [InlineData("{}")]
    [InlineData("2 ** 31")]
    [InlineData("2 ** 32")]
    [InlineData("'0'")]
    [InlineData("{ valueOf: () => 0 }")]
    public void WhatIsNoDelayIsNone(string delay) => Assert.Equal(
        "called\n",
        directory.Run("-e", $"let time = 0; performance.now = () => time; setTimeout(() => console.log('called'), {delay})").Success);

    [Theory]
    [InlineData("'2'", 2)]
    [InlineData("2.9", 2)]
    [InlineData("true", 1)]
    [InlineData("[3]", 3)]
    [InlineData("2 ** 32 + 5", 5)]
    [InlineData("2 ** 31 - 1", int.MaxValue)]
    public void ADelayIsTakenAsTheWebTakesANumber(string delay, int expected) => Assert.Equal(
        $"{expected}\n",
        directory.Run("-e", $$"""
            let time = 0; performance.now = () => time;
            setTimeout(() => { console.log(time); exit(); }, {{delay}});
            setTimeout(() => { console.log("too late"); exit(); }, {{expected}});
            time = {{expected}} - 1;
            setImmediate(() => { time += 1; });
            """).Success);

    [Theory]
    [InlineData("setTimeout")]
    [InlineData("setInterval")]
    [InlineData("setImmediate")]
    [InlineData("queueMicrotask")]
    public void WhatIsNoFunctionIsRefused(string schedule) => Assert.Equal(
        "TypeError ERR_INVALID_ARG_TYPE\n" + "TypeError ERR_INVALID_ARG_TYPE\n" + "TypeError ERR_INVALID_ARG_TYPE\n",
        directory.Run("-e", $$"""
            for (const callback of ["console.log('evaluated')", undefined, {}]) {
              try { {{schedule}}(callback, 0); } catch (e) { console.log(e.name, e.code); }
            }
            """).Success);

    [Fact]
    public void IdsAreNumbersThatTheClearingFunctionsTakeAndNothingElse() => Assert.Equal(
        "true true\nleft\n",
        directory.Run("-e", """
            const ids = [setTimeout(() => console.log("timeout"), 1), setInterval(() => console.log("interval"), 1), setTimeout(() => console.log("text"), 1)];
            console.log(ids.every((id) => Number.isInteger(id) && id > 0), new Set(ids).size === 3);
            setTimeout(() => console.log("left"), 1);
            clearTimeout(ids[1]); clearInterval(ids[0]); clearTimeout(String(ids[2]));
            for (const other of [undefined, null, -1, 1e9, "x", {}, Symbol(), [], () => {}]) { clearTimeout(other); clearInterval(other); clearImmediate(other); }
            clearImmediate(setImmediate(() => console.log("immediate")));
            """).Success);

    [Fact]
    public void WhatACallbackClearsIsNotCalledAnyMoreAlsoInTheSameRound() => Assert.Equal(
        "first\nimmediate\nthrice 1\nthrice 2\nthrice 3\n",
        directory.Run("-e", """
            let time = 0; performance.now = () => time;
            let second, third, interval, count = 0;
            setTimeout(() => {
              console.log("first");
              clearTimeout(second); clearInterval(third);
              setImmediate(() => { console.log("immediate"); clearImmediate(other); interval = setInterval(thrice, 0); });
              const other = setImmediate(() => console.log("not reached"));
            }, 1);
            second = setTimeout(() => console.log("not reached"), 1);
            third = setInterval(() => console.log("not reached"), 1);
            function thrice() { time += 10; console.log("thrice", ++count); if (count === 3) clearInterval(interval); }
            time = 1;
            """).Success);

    [Fact]
    public void ImmediatesAreCalledAfterTheCallbacksOfTheirRoundAndTheirOwnInTheNext() => Assert.Equal(
        "timer 1\npromise\ntimer 2\nimmediate 1\nimmediate 2\nlistener's\ntimer 3\nimmediate 3\n",
        directory.Run("-e", """
            let time = 0; performance.now = () => time;
            setTimeout(() => {
              console.log("timer 1");
              Promise.resolve().then(() => console.log("promise"));
              setImmediate(() => { console.log("immediate 1"); setTimeout(() => console.log("timer 3"), 0); setImmediate(() => console.log("immediate 3")); });
            }, 0);
            setTimeout(() => { console.log("timer 2"); setImmediate(() => { console.log("immediate 2"); Promise.resolve().then(() => console.log("listener's")); }); }, 0);
            """).Success);

    [Fact]
    public void TimersThatAreNestedDeeplyWaitFourMillisecondsAsTheWebHasIt() => Assert.Equal(
        "0 0 0 0 0 4 4\n0 0 0 0 0 4 4\n",
        directory.Run("-e", """
            let time = 0; performance.now = () => time;
            let calls = []; // when they were
            const isOver = () => calls.push(time) === 8;
            const gaps = () => calls.slice(1).map((call, i) => call - calls[i] < 3 ? 0 : 4).join(" "); // an interval counts from when it was due
            setTimeout(function nest() {
              if (isOver()) { console.log(gaps()); setImmediate(repeat); } else setTimeout(nest, 0);
            }, 0);
            function repeat() {
              calls = [];
              const id = setInterval(() => { if (isOver()) { console.log(gaps()); exit(); } }, 0);
            }
            (function advance() { time += 1; setImmediate(advance); })(); // by one in each round
            """).Success);

    [Theory]
    [InlineData("setTimeout(() => { throw new Error('mine'); }, 1)")]
    [InlineData("setInterval(() => { throw new Error('mine'); }, 1)")]
    [InlineData("setImmediate(() => { throw new Error('mine'); })")]
    [InlineData("queueMicrotask(() => { throw new Error('mine'); })")]
    [InlineData("setTimeout(async () => { throw new Error('mine'); })")]
    [InlineData("setTimeout(() => setTimeout(() => queueMicrotask(() => { throw new Error('mine'); })))")]
    public void WhatACallbackThrowsIsPrintedWithItsPlaceAndEndsTheRunnerWith1(string schedule)
    {
        string script = directory.Write("script.js", $"onexit(() => console.log('cleaned'));\nsetTimeout(() => console.log('not reached'), 1000);\n  {schedule}");
        ProgramResult result = directory.Run(script);
        Assert.Equal((1, "cleaned\n"), (result.ExitCode, result.Output));
        Assert.StartsWith("Error: mine\n    at ", result.Errors, StringComparison.Ordinal);
        Assert.Contains($"{script}:3:", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("tea:", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void TheModuleEventloopAndTheGlobalsScheduleInOneLoop() => Assert.Equal(
        "module 1\nglobal 2\nmodule 3\nglobal 4\nran\n",
        directory.Run("-e", """
            let time = 0; performance.now = () => time;
            const loop = require("eventloop");
            loop.setTimeout(() => console.log("module 1"), 1); setTimeout(() => console.log("global 2"), 2);
            loop.setTimeout(() => console.log("module 3"), 3); setTimeout(() => console.log("global 4"), 4);
            const cleared = [loop.setTimeout(() => console.log("not reached"), 5), setTimeout(() => console.log("not reached"), 5)];
            clearTimeout(cleared[0]); loop.clearTimeout(cleared[1]);
            time = 4;
            loop.run();
            console.log("ran");
            """).Success);

    [Fact]
    public void AbortLeavesTheModulesTimersBehindAndNoOthers() => Assert.Equal(
        "aborts\nran\nglobal\n",
        directory.Run("-e", """
            let time = 0; performance.now = () => time;
            const loop = require("eventloop");
            setTimeout(() => console.log("global"), 1);
            loop.setTimeout(() => console.log("module"), 1);
            loop.setTimeout(() => { console.log("aborts"); loop.abort(); }, 0);
            loop.run();
            console.log("ran");
            time = 1;
            """).Success);

    [Fact]
    public void AbortWorksWhenTheScriptHasEndedToo() => Assert.Equal(
        "aborts\nglobal\n",
        directory.Run("-e", """
            const loop = require("eventloop");
            loop.setTimeout(() => { console.log("aborts"); loop.abort(); }, 0);
            loop.setInterval(() => console.log("module"), 0);
            setImmediate(() => console.log("global"));
            """).Success);

    [Fact]
    public void ReplacedBuiltinsDoNotStopTheLoop() => Assert.Equal(
        "timeout\nimmediate\nmicrotask\nread\n",
        directory.Run("-e", """
            const { Socket } = require("socket");
            const { log } = console;
            const loop = require("eventloop");
            const print = (text) => system.stdout.write(text + "\n");
            const [a, b] = Socket.pair();
            a.send("x");
            for (const Class of [Map, Set, Array, Promise, WeakRef, Function, Object]) {
              for (const name of Object.getOwnPropertyNames(Class.prototype)) {
                if (name !== "constructor") try { Class.prototype[name] = () => { throw "replaced"; }; } catch {}
              }
            }
            for (const name of ["now"]) Object.defineProperty(performance, name, { get() { throw "replaced"; } });
            Array.prototype[Symbol.iterator] = Map.prototype[Symbol.iterator] = Map.prototype.forEach = undefined;
            Reflect.apply = Math.max = Object.setPrototypeOf = undefined;
            setTimeout(() => {
              print("timeout");
              setImmediate(() => { print("immediate"); queueMicrotask(() => { print("microtask"); loop.readSocket(() => { print("read"); exit(); }, b); }); });
            }, 1);
            clearTimeout(setTimeout(() => print("cleared"), 0));
            """).Success);

    [Fact]
    public void AMillionTimersThatAreClearedLeaveNothingBehind() => Assert.Equal(
        "true\n",
        directory.Run("-e", """
            for (let i = 0; i < 1e6; i++) clearTimeout(setTimeout(() => {}, 1e6, new Array(100)));
            console.log(true);
            """).Success);
}
