"use strict";

const { show, describeError } = require("./shared.js");

// ---- Event ----

const parts = (e) => [e.type, e.bubbles, e.cancelable, e.composed, e.target, e.currentTarget, e.eventPhase, e.defaultPrevented, e.returnValue, e.cancelBubble, e.isTrusted, e.composedPath().length];
show("an event", () => parts(new Event("x")));
show("an event with all", () => parts(new Event("x", { bubbles: true, cancelable: 1, composed: "y" })));
for (const type of [undefined, null, 5, {}]) show(`the type ${String(type)}`, () => new Event(type).type);
show("no type", () => new Event());
show("options that are none", () => new Event("x", 5));
show("null as options", () => new Event("x", null).bubbles);
show("its time", () => { const { timeStamp } = new Event("x"); return [typeof timeStamp, timeStamp <= performance.now(), timeStamp > 0]; });
show("its constants", () => [Event.NONE, Event.CAPTURING_PHASE, Event.AT_TARGET, Event.BUBBLING_PHASE, new Event("x").AT_TARGET], "Array 5 [0: 0,1: 1,2: 2,3: 3,4: 2]");
show("preventDefault", () => [true, false].map((cancelable) => { const e = new Event("x", { cancelable }); e.preventDefault(); return [e.defaultPrevented, e.returnValue]; }));
show("cancelBubble", () => { const e = new Event("x"); e.cancelBubble = false; const before = e.cancelBubble; e.cancelBubble = true; return [before, e.cancelBubble]; });
show("an event of one's own", () => { const e = new CustomEvent("x", { detail: { a: 1 }, cancelable: true }); return [e.type, e.detail, e.cancelable, e instanceof Event]; });
show("without a detail", () => [new CustomEvent("x").detail, new CustomEvent("x", {}).detail]);
show("the classes", () => [Event, CustomEvent, EventTarget].map((C) => [C.name, Object.prototype.toString.call(C === EventTarget ? new C() : new C("x"))]));

// ---- EventTarget ----

const target = () => new EventTarget();
const calls = [];
const log = (name) => (...args) => { calls.push(`${name}${args.length}`); };
const take = () => calls.splice(0);

show("listeners in their order", () => { const t = target(); t.addEventListener("a", log(1)); t.addEventListener("a", log(2)); t.addEventListener("b", log(3)); return [t.dispatchEvent(new Event("a")), take()]; });
show("what a listener is given", () => {
  const t = target();
  const event = new Event("a");
  const seen = [];
  t.addEventListener("a", function (e) { seen.push(this === t, e === event, e.target === t, e.currentTarget === t, e.eventPhase, e.composedPath().length, e.composedPath()[0] === t, e.srcElement === t); });
  t.dispatchEvent(event);
  return [seen, event.currentTarget, event.target === t, event.eventPhase, event.composedPath().length];
});
show("the same twice", () => { const t = target(); const f = log("f"); t.addEventListener("a", f); t.addEventListener("a", f); t.addEventListener("a", f, true); t.dispatchEvent(new Event("a")); return take(); });
show("removed", () => { const t = target(); const f = log("f"); t.addEventListener("a", f); t.removeEventListener("a", f, true); t.dispatchEvent(new Event("a")); t.removeEventListener("a", f); t.dispatchEvent(new Event("a")); return take(); },
  'Array 1 [0: "f1"]');
show("once", () => { const t = target(); t.addEventListener("a", log("f"), { once: true }); t.dispatchEvent(new Event("a")); t.dispatchEvent(new Event("a")); return take(); });
show("once, in itself", () => { const t = target(); t.addEventListener("a", () => { calls.push("x"); if (calls.length < 3) t.dispatchEvent(new Event("a")); }, { once: true }); t.dispatchEvent(new Event("a")); return take(); });
show("an object", () => { const t = target(); const o = { handleEvent(e) { calls.push(this === o, e.type); } }; t.addEventListener("a", o); t.dispatchEvent(new Event("a")); t.removeEventListener("a", o); t.dispatchEvent(new Event("a")); return take(); });
show("an object that gets its method later", () => { const t = target(); const o = {}; t.addEventListener("a", o); o.handleEvent = log("late"); t.dispatchEvent(new Event("a")); return take(); });
show("null", () => { const t = target(); t.addEventListener("a", null); t.addEventListener("a", undefined); t.removeEventListener("a", null); return t.dispatchEvent(new Event("a")); });
for (const callback of [5, "x", Symbol()]) show(`what is no listener: ${typeof callback}`, () => target().addEventListener("a", callback));
show("too few arguments", () => target().addEventListener("a"));
show("types as text", () => { const t = target(); t.addEventListener(5, log("f")); t.dispatchEvent(new Event("5")); return take(); });
show("added while it is called", () => { const t = target(); t.addEventListener("a", () => { calls.push("first"); t.addEventListener("a", log("late")); }); t.dispatchEvent(new Event("a")); const one = take(); t.dispatchEvent(new Event("a")); return [one, take()]; },
  'Array 2 [0: Array 1 [0: "first"],1: Array 2 [0: "first",1: "late1"]]');
show("removed while it is called", () => { const t = target(); const f = log("f"); t.addEventListener("a", () => t.removeEventListener("a", f)); t.addEventListener("a", f); t.addEventListener("a", log("g")); t.dispatchEvent(new Event("a")); return take(); });
show("removed and added again", () => { const t = target(); const f = log("f"); t.addEventListener("a", f); t.addEventListener("a", log("g")); t.removeEventListener("a", f); t.addEventListener("a", f); t.dispatchEvent(new Event("a")); return take(); });
show("stopped at once", () => { const t = target(); t.addEventListener("a", (e) => { calls.push("first"); e.stopImmediatePropagation(); }); t.addEventListener("a", log("second")); const e = new Event("a"); t.dispatchEvent(e); const one = take(); t.dispatchEvent(e); return [one, take()]; },
  'Array 2 [0: Array 1 [0: "first"],1: Array 1 [0: "first"]]');
show("prevented", () => { const t = target(); t.addEventListener("a", (e) => e.preventDefault()); return [t.dispatchEvent(new Event("a")), t.dispatchEvent(new Event("a", { cancelable: true }))]; });
show("prevented by a passive listener", () => { const t = target(); t.addEventListener("a", (e) => e.preventDefault(), { passive: true }); return t.dispatchEvent(new Event("a", { cancelable: true })); }, "true");
show("dispatched in itself", () => { const t = target(); let error; t.addEventListener("a", (e) => { try { t.dispatchEvent(e); } catch (x) { error = x; } }); t.dispatchEvent(new Event("a")); return describeError(error); }, '"throws InvalidStateError 11"');
show("dispatched again", () => { const t = target(); const e = new Event("a"); t.addEventListener("a", log("f")); t.dispatchEvent(e); t.dispatchEvent(e); return take(); });
for (const event of [undefined, null, {}, "a"]) show(`what is no event: ${String(event)}`, () => target().dispatchEvent(event));
show("a class of one's own", () => { class Mine extends EventTarget { constructor() { super(); this.x = 1; } } const t = new Mine(); t.addEventListener("a", function () { calls.push(this.x); }); t.dispatchEvent(new Event("a")); return take(); });

// ---- signals ----

show("until a signal is aborted", () => { const t = target(); const c = new AbortController(); t.addEventListener("a", log("f"), { signal: c.signal }); t.dispatchEvent(new Event("a")); c.abort(); t.dispatchEvent(new Event("a")); return take(); });
show("a signal that is aborted already", () => { const t = target(); t.addEventListener("a", log("f"), { signal: AbortSignal.abort() }); t.dispatchEvent(new Event("a")); return take(); });
show("removed, and added again without the signal", () => { const t = target(); const c = new AbortController(); const f = log("f"); t.addEventListener("a", f, { signal: c.signal }); t.removeEventListener("a", f); t.addEventListener("a", f); c.abort(); t.dispatchEvent(new Event("a")); return take(); },
  'Array 1 [0: "f1"]');
show("what is no signal", () => target().addEventListener("a", log("f"), { signal: {} }));
