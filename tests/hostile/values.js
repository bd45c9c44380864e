"use strict";

// Values that no caller should pass, and that some do.

/** Objects whose conversion to a primitive runs the script's code. */
const converted = [
  (trial) => ({ valueOf: () => trial.mischief(5) }),
  (trial) => ({ toString: () => trial.mischief("7") }),
  (trial) => ({ [Symbol.toPrimitive]: () => trial.mischief(3) }),
  (trial) => ({ [Symbol.toPrimitive]: () => { throw trial.sentinel(); } }),
  (trial) => new Proxy({}, { get: () => trial.mischief(1) }),
  (trial) => Object.defineProperty({}, "length", { get: () => trial.mischief(9) }),
];

const primitives = [
  0, 1, 2, 3, 9, -1, -0, 12, 63, 64, 65, 2 ** 16, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 32, 2 ** 32 + 1, 2 ** 53, 2 ** 53 + 2, 1e300, NaN,
  Infinity, -Infinity, 0.5, -0.25, "0", "12", " 7 ", "1e3", "0x10", "", "abc", "-1", "9".repeat(400), "\0", null, undefined, true, false, 10n,
  -1n, 2n ** 70n, Symbol("value"), Symbol.iterator,
];

// Made anew each time: some calls fill what they are given.
const objects = [
  () => ({}), () => [], () => [5], () => new Number(5), () => new String("5"), () => () => 5, () => /5/, () => new Date(0), () => new Map([[1, 1]]),
  () => Object.create(null), () => Object.freeze([]), () => new Proxy([], {}), () => new Error("no number"), () => globalThis,
  () => new Uint8Array(4), () => new ArrayBuffer(4),
];

const wholes = [0, 1, 2, 3, 5, 8, 12, 40, 64, 100, 1000, 1024, 4096, 65536, 65537, "0", "16", "300"];

/** Anything. */
function anything(trial) {
  const { random } = trial;
  if (random.oneIn(2)) return random.pick(primitives);
  return random.pick(random.oneIn(3) ? converted : objects)(trial);
}

/** A number that mostly fits. */
function number(trial, fitting = wholes) {
  return trial.random.oneIn(4) ? anything(trial) : trial.random.pick(fitting);
}

/** Left out, or a number. */
function optionalNumber(trial, fitting) {
  return trial.random.oneIn(3) ? trial.random.pick([undefined, null]) : number(trial, fitting);
}

/** Addresses, none of them beyond this machine. */
const addresses = [
  "127.0.0.1", "::1", "localhost", "", "\0", "127.0.0.1\0", "127.0.0.01", " 127.0.0.1", "127.0.0.1 ", "::1%lo", "fe80::1%nowhere", "::ffff:127.0.0.1",
  "\0teasocket-nobody", "1".repeat(5000), "\ud800", "x".repeat(107), "x".repeat(200), "ž".repeat(53), "[::1]", "0x7f000001",
];

function address(trial) {
  return trial.random.oneIn(4) ? anything(trial) : trial.random.pick(addresses);
}

/** Arrays that are not what they seem, with these elements. */
const arrays = [
  [8, (trial, elements) => elements],
  [1, (trial, elements) => Object.freeze(elements)],
  [1, (trial, elements) => Object.seal(elements)],
  [1, (trial, elements) => Object.preventExtensions(elements)],
  [1, (trial, elements) => {
    elements.length += 3;
    return elements;
  }],
  [1, (trial, elements) => new Proxy(elements, {})],
  [1, (trial, elements) => new Proxy(elements, { get: (target, key) => trial.random.oneIn(8) ? trial.mischief(target[key]) : target[key] })],
  [1, (trial, elements) => withAccessor(trial, elements)],
  [1, (trial, elements) => class extends Array {
    static get [Symbol.species]() { return trial.mischief(Array); }
    set length(value) { trial.mischief(value); }
  }.from(elements)],
  [1, (trial, elements) => Object.defineProperty(elements, "length", { writable: false })],
  [1, (trial, elements) => Object.assign(elements, { constructor: { [Symbol.species]: Uint8Array } })],
  [1, (trial, elements) => Object.setPrototypeOf(elements, null)],
  [1, (trial, elements) => Object.defineProperty(elements, Symbol.iterator, { value: () => [][Symbol.iterator]() })],
  [1, (trial, elements) => {
    const { proxy, revoke } = Proxy.revocable(elements, {});
    revoke();
    return proxy;
  }],
  [1, (trial, elements) => ({ ...elements, length: elements.length })],
  [1, (trial) => anything(trial)],
];

/** An element that changes the array while it is read. */
function withAccessor(trial, elements) {
  const i = trial.random.below(elements.length + 1);
  const value = elements[i];
  return Object.defineProperty(elements, i, { configurable: trial.random.oneIn(2), enumerable: true, get() {
    const change = trial.random.below(4);
    if (change === 0) Reflect.set(elements, "length", 0);
    if (change === 1) Reflect.set(elements, elements.length, value);
    return trial.mischief(value);
  } });
}

/** An array of the elements, or what looks like one. */
function array(trial, elements) {
  return trial.random.weighted(arrays)(trial, elements);
}

/** [address, port] of a socket of the pool; or nearly so. */
function destination(trial) {
  const { random, pool } = trial;
  if (random.oneIn(3)) return [address(trial), number(trial, [0, 9, "9"])];
  const own = pool.address(random);
  if (random.oneIn(6)) return [array(trial, [...own])];
  if (random.oneIn(8)) return [Buffer.from(String(own[0]))];
  return random.oneIn(6) ? [own[0], anything(trial)] : own;
}

/** Arguments with some more at the end, or some missing. */
function listed(trial, args) {
  if (trial.random.oneIn(12)) args.push(anything(trial));
  if (trial.random.oneIn(12)) args.pop();
  return args;
}

/** An object with such properties, some of them left out, odd, or getters that do something else first. */
function named(trial, values) {
  const { random } = trial;
  const object = {};
  for (const [name, value] of Object.entries(values)) {
    if (random.oneIn(6)) continue;
    const held = random.oneIn(8) ? anything(trial) : value;
    const property = random.oneIn(8) ? { get: () => trial.mischief(held) } : { value: held };
    Object.defineProperty(object, name, { ...property, enumerable: true, configurable: true });
  }
  return random.oneIn(12) ? new Proxy(object, {}) : object;
}

module.exports = { anything, number, optionalNumber, address, array, destination, listed, named };
