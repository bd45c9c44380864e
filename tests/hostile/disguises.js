"use strict";

// Views that lie: properties of their own, subclasses, proxies. None of it may change which bytes a call reads or writes.

const { ArrayClasses, bufferOf } = require("./memory.js");

const lies = [0, 1, 3, 100, 4096, 60000, 1 << 20, 2 ** 31, 2 ** 32 + 5, -1, -64, NaN, Infinity, 0.5, "50", undefined, null];

/** Arrays that a call has handed to what a disguised view overrides. */
const caught = [];

const define = (object, key, descriptor) => Object.defineProperty(object, key, { configurable: true, ...descriptor });

function catchArray(array) {
  if (ArrayBuffer.isView(array) && caught.length < 64) caught.push(array);
}

/** An own property, or one that differs each time that it is read. */
function lie(trial, object, key, values) {
  const { random } = trial;
  if (random.oneIn(3)) {
    define(object, key, { get: () => {
      if (random.oneIn(4)) trial.mischief();
      return random.pick(values);
    } });
  } else {
    define(object, key, { value: random.pick(values) });
  }
}

const ownProperties = {
  length: (trial, view) => lie(trial, view, "length", lies),
  byteLength: (trial, view) => lie(trial, view, "byteLength", lies),
  byteOffset: (trial, view) => lie(trial, view, "byteOffset", lies),
  buffer: (trial, view) => lie(trial, view, "buffer", [new ArrayBuffer(8), new ArrayBuffer(100000), {}, undefined]),
  all: (trial, view) => {
    for (const key of ["length", "byteLength", "byteOffset"]) lie(trial, view, key, lies);
  },
  constructor: (trial, view) => lie(trial, view, "constructor", [Array, Object, undefined, { [Symbol.species]: Array }, Uint16Array]),
  tag: (trial, view) => lie(trial, view, Symbol.toStringTag, ["ArrayBuffer", "Float64Array", "DataView", 5]),
};

/** Methods that a call might use on a view. */
const overridden = {
  set(source) {
    catchArray(source);
  },
  subarray() {
    catchArray(this);
    return new Uint8Array(100000);
  },
  slice() {
    catchArray(this);
    return new Uint8Array(3);
  },
  fill() {
    return this;
  },
  [Symbol.iterator]: function* () {
    yield* [1, 2, 3];
  },
};

/** A subclass's prototype under the view: what it overrides lies. */
function subclass(trial, view) {
  const prototype = Object.create(Object.getPrototypeOf(view));
  for (const key of Reflect.ownKeys(overridden)) define(prototype, key, { value: overridden[key] });
  for (const key of ["length", "byteLength"]) if (trial.random.oneIn(2)) lie(trial, prototype, key, lies);
  class Species {}
  define(prototype, "constructor", { value: { [Symbol.species]: trial.random.pick([Array, Species, Uint8Array, Float64Array]) } });
  return Object.setPrototypeOf(view, prototype);
}

/** Proxies and look-alikes, which are no views at all. */
const impostors = [
  (trial, view) => new Proxy(view, {}),
  (trial, view) => new Proxy(view, { get: (target, key) => {
    if (trial.random.oneIn(4)) trial.mischief();
    return key === "length" ? 100000 : target[key];
  } }),
  (trial, view) => {
    const { proxy, revoke } = Proxy.revocable(view, {});
    revoke();
    return proxy;
  },
  () => Object.create(Uint8Array.prototype),
  () => Object.create(ArrayBuffer.prototype),
  () => Object.create(Uint8Array.prototype, { length: { value: 60000 }, buffer: { value: new ArrayBuffer(8) } }),
  () => ({ buffer: new ArrayBuffer(8), byteOffset: 0, byteLength: 60000, length: 60000, [Symbol.toStringTag]: "Uint8Array" }),
  () => ({ [Symbol.toStringTag]: "ArrayBuffer", byteLength: 60000 }),
];

const prototypes = [
  null, Object.prototype, Array.prototype, ArrayBuffer.prototype, DataView.prototype, ...ArrayClasses.map((Class) => Class.prototype),
];

const masks = [
  [10, (trial, view) => view],
  [6, (trial, view) => {
    trial.random.pick(Object.values(ownProperties))(trial, view);
    return view;
  }],
  [3, subclass],
  [1, (trial, view) => Object.setPrototypeOf(view, trial.random.pick(prototypes))],
  [1, (trial, view) => {
    Reflect.preventExtensions(view);
    return view;
  }],
  [1, (trial, view) => trial.random.pick(impostors)(trial, view)],
];

/** What is passed in a view's place: itself, mostly, but not as it was. */
function disguise(trial, view) {
  return Object.isExtensible(view) ? trial.random.weighted(masks)(trial, view) : view;
}

/** How many arrays were caught that lie in memory which the script has not made: the library's own, which nobody must see. */
function foreignArrays(isOurs) {
  const foreign = caught.filter((array) => !isOurs(bufferOf(array)));
  caught.length = 0;
  return foreign.length;
}

module.exports = { disguise, foreignArrays };
