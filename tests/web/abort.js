"use strict";

const { show, describeError } = require("./shared.js");

const state = (signal) => [signal.aborted, signal.reason];
const events = [];
const listen = (name, signal) => signal.addEventListener("abort", (e) => events.push(`${name} ${e.type} ${e.target === signal} ${e.isTrusted}`));
const take = () => events.splice(0);

show("a controller", () => { const c = new AbortController(); return [c.signal === c.signal, c.signal instanceof AbortSignal, c.signal instanceof EventTarget, state(c.signal), c.signal.onabort]; });
show("aborted", () => { const c = new AbortController(); listen("a", c.signal); const result = c.abort(); return [result, state(c.signal), take()]; });
for (const reason of [undefined, null, 5, "why", { a: 1 }]) show(`the reason ${JSON.stringify(reason)}`, () => { const c = new AbortController(); c.abort(reason); return state(c.signal); });
show("aborted twice", () => { const c = new AbortController(); listen("a", c.signal); c.abort(1); c.abort(2); return [state(c.signal), take()]; });
show("throwIfAborted", () => { const c = new AbortController(); const before = c.signal.throwIfAborted(); c.abort(new RangeError("mine")); try { c.signal.throwIfAborted(); } catch (e) { return [before, describeError(e), e === c.signal.reason]; } });
show("onabort", () => { const c = new AbortController(); c.signal.onabort = function (e) { events.push(this === c.signal, e.type); }; listen("later", c.signal); c.abort(); return take(); });
show("onabort set anew", () => { const c = new AbortController(); c.signal.onabort = () => events.push("old"); c.signal.onabort = () => events.push("new"); c.abort(); return take(); });
show("onabort taken back", () => { const c = new AbortController(); c.signal.onabort = () => events.push("old"); c.signal.onabort = null; c.abort(); return [take(), c.signal.onabort]; });
show("a listener that aborts again", () => { const c = new AbortController(); c.signal.addEventListener("abort", () => { c.abort(2); events.push(c.signal.reason); }); c.abort(1); return take(); });
show("the constructor", () => new AbortSignal());
show("its class", () => [Object.prototype.toString.call(new AbortController()), Object.prototype.toString.call(new AbortController().signal)]);

show("abort()", () => state(AbortSignal.abort()));
show("abort(reason)", () => state(AbortSignal.abort("why")));

show("any() of none", () => state(AbortSignal.any([])));
show("any() of one that is aborted", () => state(AbortSignal.any([new AbortController().signal, AbortSignal.abort(1), AbortSignal.abort(2)])));
show("any()", () => { const [a, b] = [new AbortController(), new AbortController()]; const s = AbortSignal.any([a.signal, b.signal]); listen("any", s); b.abort("b"); a.abort("a"); return [state(s), take()]; });
show("any() of any()", () => { const a = new AbortController(); const s = AbortSignal.any([AbortSignal.any([AbortSignal.any([a.signal])]), new AbortController().signal]); listen("any", s); a.abort(1); return [state(s), take()]; });
show("any() of the same twice", () => { const a = new AbortController(); const s = AbortSignal.any([a.signal, a.signal]); listen("any", s); a.abort(1); return [state(s), take()]; });
show("the order of any()", () => { const a = new AbortController(); const s = AbortSignal.any([a.signal]); listen("any", s); listen("a", a.signal); a.signal.addEventListener("abort", () => events.push(s.aborted)); a.abort(); return take(); },
  'Array 3 [0: "a abort true true",1: true,2: "any abort true true"]');
show("any() without a listener", () => { const a = new AbortController(); const s = AbortSignal.any([a.signal]); a.abort(3); return state(s); });
show("any() of what is no signal", () => AbortSignal.any([{}]));
show("any() of what is no list", () => AbortSignal.any(5));
show("any() of a set", () => state(AbortSignal.any(new Set([AbortSignal.abort(4)]))), "Array 2 [0: true,1: 4]");
show("any() does not abort its sources", () => { const a = new AbortController(); const s = AbortSignal.any([a.signal, AbortSignal.abort(1)]); return [s.aborted, a.signal.aborted]; });

show("timeout()", () => { const s = AbortSignal.timeout(10); return [s instanceof AbortSignal, state(s)]; });
show("no timeout", () => AbortSignal.timeout());
show("a timeout that is not over keeps nothing alive", () => state(AbortSignal.timeout(1e9)));
const due = AbortSignal.timeout(1);
const either = AbortSignal.any([due, new AbortController().signal]);
either.onabort = () => {
  show("a timeout that is over", () => [due.aborted, due.reason.name, due.reason.code, either.reason === due.reason]);
  clearInterval(waiting);
};
const waiting = setInterval(() => {}, 1000);
