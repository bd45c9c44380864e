"use strict";

const { show, describe } = require("./shared.js");

const clone = (value, options) => structuredClone(value, options);

// ---- values ----

for (const value of [undefined, null, true, false, 0, -0, 1.5, NaN, Infinity, "", "text", "\ud800", 12n, -(2n ** 70n)]) show(`the primitive ${describe(value)}`, () => clone(value));
for (const value of [new Number(3), new String("s"), new Boolean(false), Object(5n)]) show(`the object ${describe(value)}`, () => clone(value));
show("a date", () => clone(new Date(86400000)));
show("no date", () => clone(new Date(NaN)));
show("a regular expression", () => { const r = /a(b)/giu; r.lastIndex = 3; return clone(r); });
show("a plain object", () => clone({ a: 1, b: { c: [1, , 3] }, "d e": undefined }));
show("an array with more", () => clone(Object.assign([1, , 3], { extra: 4 })));
show("a long array with holes", () => { const a = []; a.length = 1000; a[999] = 1; return clone(a); });
show("an object without a prototype", () => clone(Object.assign(Object.create(null), { a: 1 })));
show("an instance", () => clone(new (class Point { constructor() { this.x = 1; } get y() { return 2; } })()));
show("an inherited property", () => clone(Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true }, hidden: { value: 3 } })));
show("a getter", () => clone({ get a() { return { b: 1 }; } }));
show("a getter that throws", () => clone({ get a() { throw new RangeError("mine"); } }));
show("a getter that deletes what follows", () => clone({ get a() { delete this.b; return 1; }, b: 2 }));
show("a symbol as a key", () => clone({ [Symbol("s")]: 1, a: 2 }));
show("a key that a prototype has a setter for", () => clone(JSON.parse('{ "__proto__": 1, "a": 2 }')));
show("a map", () => clone(new Map([[1, "a"], ["b", new Map([[NaN, -0]])]])));
show("a set", () => clone(new Set([1, "a", new Set([{}])])));
show("a map with properties", () => clone(Object.assign(new Map([[1, 2]]), { extra: 1 })));
show("a map that grows while it is copied", () => { const m = new Map([[{ get a() { m.set("late", 1); return 1; } }, 1], [2, 2]]); return clone(m); });

// ---- identity ----

show("a cycle", () => { const o = {}; o.self = o; return clone(o); });
show("a cycle through all", () => { const o = { a: [], m: new Map(), s: new Set() }; o.a.push(o); o.m.set(o, o.a); o.s.add(o.m); return clone(o); });
show("the same twice", () => { const x = {}; const c = clone([x, x, { x }]); return [c[0] === c[1], c[2].x === c[0], c[0] === x]; });
show("the same date twice", () => { const x = new Date(0); const c = clone([x, x]); return c[0] === c[1]; });
show("an error whose cause is itself", () => { const e = new Error("x"); e.cause = e; const c = clone(e); return c.cause === c; }, "true");

// ---- errors ----

for (const Class of [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError]) show(`a ${Class.name}`, () => clone(new Class("message")));
show("an error of a class of its own", () => clone(Object.assign(new (class Mine extends RangeError { constructor() { super("m"); this.name = "Mine"; } })(), { code: 1 })));
show("an error with a name of another's", () => clone(Object.assign(new Error("m"), { name: "TypeError" })));
show("an error without a message", () => { const e = new Error(); const c = clone(e); return [Object.hasOwn(c, "message"), c.message]; });
show("an error's stack", () => { const e = new Error("m"); return clone(e).stack === e.stack; });
show("a DOMException", () => clone(new DOMException("message", "AbortError")), "DOMException AbortError message 20");

// ---- memory ----

const bytes = (...values) => new Uint8Array(values);
show("memory", () => clone(bytes(1, 2, 3).buffer));
show("memory is copied", () => { const b = bytes(1, 2); const c = clone(b); c[0] = 9; return [b[0], c[0], c.buffer === b.buffer]; });
show("memory that can be resized", () => clone(new ArrayBuffer(2, { maxByteLength: 8 })));
show("a part of memory", () => { const c = clone(new Uint8Array(bytes(1, 2, 3, 4).buffer, 1, 2)); return [c, c.buffer.byteLength]; });
for (const Class of [Int8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array]) {
  show(`a ${Class.name}`, () => { const a = new Class(3); a[1] = Class.name.startsWith("Big") ? -2n : -2; return clone(a); });
}
show("a DataView", () => { const c = clone(new DataView(bytes(1, 2, 3).buffer, 1)); return [c, c.getUint8(0)]; });
show("two views of the same memory", () => { const b = new ArrayBuffer(4); const c = clone({ a: new Uint8Array(b), b: new Uint16Array(b), c: b }); return [c.a.buffer === c.b.buffer, c.c === c.a.buffer]; });
show("a view that is as long as its memory", () => { const c = clone(new Uint8Array(new ArrayBuffer(2, { maxByteLength: 8 }))); c.buffer.resize(4); return c.length; });
show("a view that is not", () => { const c = clone(new Uint8Array(new ArrayBuffer(2, { maxByteLength: 8 }), 0, 2)); c.buffer.resize(4); return c.length; });

// ---- transfer ----

const transfer = (value, ...list) => clone(value, { transfer: list });
show("memory that goes over", () => { const b = bytes(1, 2).buffer; const c = transfer(b, b); return [b.byteLength, c]; });
show("memory that goes over with its views", () => { const b = bytes(1, 2, 3).buffer; const v = new Uint8Array(b, 1); const c = transfer({ v, b }, b); return [b.byteLength, v.length, c.v, c.v.buffer === c.b]; });
show("memory that goes over and is not in the value", () => { const b = new ArrayBuffer(4); return [transfer(1, b), b.byteLength]; });
show("the same memory twice", () => { const b = new ArrayBuffer(4); try { return transfer(b, b, b); } finally { console.log(b.byteLength); } });
show("what cannot be transferred", () => transfer(1, {}), "throws DataCloneError 25");
show("a view in the list", () => transfer(1, new Uint8Array(1)), "throws DataCloneError 25");
show("shared memory in the list", () => transfer(1, new SharedArrayBuffer(1)), "throws DataCloneError 25");
show("what is no object in the list", () => transfer(1, 5));
show("what is no list", () => clone(1, { transfer: 5 }));
show("memory that was taken away", () => { const b = new ArrayBuffer(4); transfer(b, b); return clone(b); });
show("memory that was taken away, in the list", () => { const b = new ArrayBuffer(4); transfer(b, b); return transfer(1, b); }, "throws DataCloneError 25");
show("nothing goes over when something cannot be copied", () => { const b = new ArrayBuffer(4); try { transfer([b, () => {}], b); } catch { /* below */ } return b.byteLength; });
show("nothing goes over when a getter throws", () => { const b = new ArrayBuffer(4); try { transfer({ b, get x() { throw 1; } }, b); } catch { /* below */ } return b.byteLength; });
show("memory that can be resized goes over", () => { const b = new ArrayBuffer(2, { maxByteLength: 8 }); return transfer(b, b); });
show("any iterable of memory", () => { const b = new ArrayBuffer(2); clone(b, { transfer: new Set([b]) }); return b.byteLength; });

// ---- what is refused ----

for (const value of [Symbol("s"), () => {}, class A {}, Math.max]) show(`${typeof value} ${value.name}`, () => clone(value));
for (const [name, value] of Object.entries({
  "a promise": Promise.resolve(), "a weak map": new WeakMap(), "a weak set": new WeakSet(), "a weak reference": new WeakRef({}),
})) show(name, () => clone(value));
show("a function inside", () => clone({ a: [new Map([[1, () => {}]])] }));
show("a symbol inside", () => clone(new Set([Symbol.iterator])));
show("no argument", () => structuredClone());
show("options that are none", () => structuredClone(1, 5));
show("its own properties", () => [typeof structuredClone, structuredClone.name]);
