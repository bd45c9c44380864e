"use strict";

// Every function that can be reached from the globals of ECMAScript, and ways to replace it.

const { apply, ownKeys, defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;

const roots = [
  "Object", "Function", "Array", "String", "Number", "Boolean", "Symbol", "BigInt", "Math", "JSON", "Reflect", "Promise", "Map", "Set", "WeakMap",
  "WeakSet", "WeakRef", "FinalizationRegistry", "RegExp", "Error", "TypeError", "RangeError", "AggregateError", "ArrayBuffer", "SharedArrayBuffer",
  "DataView", "Uint8Array", "Int32Array", "Float64Array", "Date", "Proxy", "Atomics", "Iterator", "Buffer",
  "parseInt", "parseFloat", "isNaN", "isFinite", "encodeURIComponent",
];

const hidden = {
  "%TypedArray%": getPrototypeOf(Uint8Array),
  "%ArrayIterator%": getPrototypeOf([][Symbol.iterator]()),
  "%MapIterator%": getPrototypeOf(new Map().entries()),
  "%SetIterator%": getPrototypeOf(new Set().values()),
  "%Generator%": getPrototypeOf(function* () {}),
};

const nameOf = (key) => typeof key === "symbol" ? `[${String(key.description)}]` : key;

/** The places of functions: { name, holder, key, field, original }, where the field is value, get or set. */
function* places() {
  const seen = new Set([globalThis]);
  const queue = roots.filter((name) => name in globalThis).map((name) => [name, globalThis[name]]);
  for (const [name, value] of queue) {
    const isOwn = getOwnPropertyDescriptor(globalThis, name)?.value === value; // some hosts have an accessor
    if (isOwn && typeof value === "function") yield placeOf(name, globalThis, name, "value");
  }
  queue.push(...Object.entries(hidden));
  for (const [path, holder] of queue) {
    if (holder === null || typeof holder !== "object" && typeof holder !== "function" || seen.has(holder)) continue;
    seen.add(holder);
    for (const key of ownKeys(holder)) {
      const descriptor = getOwnPropertyDescriptor(holder, key);
      const name = `${path}.${nameOf(key)}`;
      for (const field of ["value", "get", "set"]) {
        const value = descriptor[field];
        if (field === "value" && value !== null && typeof value === "object" || key === "prototype") queue.push([name, value]);
        if (typeof value !== "function") continue;
        if (key !== "constructor") queue.push([name, value]);
        if (descriptor.configurable) yield placeOf(name, holder, key, field);
      }
    }
  }
}

function placeOf(name, holder, key, field) {
  const descriptor = Object.assign(Object.create(null), getOwnPropertyDescriptor(holder, key));
  return { name: field === "value" ? name : `${field} ${name}`, holder, key, field, descriptor, original: descriptor[field] };
}

const inherited = ["0", "1", "2", "code", "length", "value", "get", "set", "message", "kind", "size", "bytes", "buffer", "then", "constructor", "address", "id"];

/** Properties that every object would inherit: what is set or read where an object has none goes to a function of the script's. */
function* inheritedPlaces() {
  for (const holder of [Object.prototype, Array.prototype]) {
    for (const key of inherited) {
      if (getOwnPropertyDescriptor(holder, key) !== undefined) continue;
      for (const field of ["get", "set"]) {
        const name = `${field} ${holder === Object.prototype ? "Object" : "Array"}.prototype.${key}`;
        yield { name, holder, key, field, descriptor: undefined, original: undefined };
      }
    }
  }
}

/** What an error of a patch looks like. */
class PatchError extends Error {}
const thrown = new PatchError("thrown by a patch");

/** What patches were given: arguments and `this`, one after the other. */
const recorded = [];
let count = 0;

function record(self, args) {
  if (count > 2000) return;
  recorded[count++] = self;
  for (let i = 0; i < args.length; i += 1) recorded[count++] = args[i];
}

/** [name, makes the function that stands in the place of another] */
const ways = [
  ["throws", () => () => { throw thrown; }],
  ["returns undefined", () => () => undefined],
  ["returns 2 ** 40", () => () => 2 ** 40],
  ["returns what it was told", () => (first) => first],
  ["records", (original) => function () {
    record(this, arguments);
    if (original === undefined) return undefined;
    return new.target === undefined ? apply(original, this, arguments) : Reflect.construct(original, arguments, new.target);
  }],
];

/** Puts a function in a place. Returns false where that cannot be. */
function patch(place, replacement) {
  const { holder, key, field, descriptor } = place;
  const changed = Object.create(null);
  changed.configurable = true;
  if (descriptor === undefined) {
    changed.set = () => {};
    changed.get = () => undefined;
    changed[field] = replacement;
  } else {
    for (const name in descriptor) changed[name] = descriptor[name];
    changed[field] = replacement;
  }
  return defineProperty(holder, key, changed);
}

const { deleteProperty } = Reflect;

function restore({ holder, key, descriptor }) {
  if (descriptor === undefined) deleteProperty(holder, key);
  else defineProperty(holder, key, descriptor);
}

/** Takes what was recorded since the last time. */
function takeRecorded() {
  const all = recorded.slice(0, count);
  count = 0;
  recorded.length = 0;
  return all;
}

module.exports = { places, inheritedPlaces, ways, patch, restore, takeRecorded, thrown };
