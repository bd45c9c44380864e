"use strict";

// What the scripts of this directory share. Each prints what the web's globals do, and nothing that differs by right between hosts: the tests
// run it in Node and in the runner, and compare.

/**
 * Prints what a function returns, or the name and the code of what it throws.
 * @param {string} [standard] what the web's standards say, where Node 20 does something else: it is printed there
 */
function show(name, fn, standard) {
  let text;
  try {
    text = describe(fn());
  } catch (error) {
    text = describeError(error);
  }
  console.log(`${name}: ${standard !== undefined && typeof process !== "undefined" ? standard : text}`);
}

const describeError = (error) => `throws ${error?.name ?? error}${error instanceof DOMException ? ` ${error.code}` : ""}`;

/** A value with its class, its own properties and its cycles. */
function describe(value, seen = []) {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return `function ${value.name}`;
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : String(value);
  if (seen.includes(value)) return `<${seen.indexOf(value)}>`;
  const inner = [...seen, value];
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  const show = (item) => describe(item, inner);
  const own = Object.keys(value).map((key) => `${JSON.stringify(key)}: ${show(value[key])}`);
  switch (tag) {
    case "Map": return `Map {${[...value].map(([key, item]) => `${show(key)} => ${show(item)}`)}${own}}`;
    case "Set": return `Set {${[...value].map(show)}${own}}`;
    case "Date": return `Date ${value.getTime()} {${own}}`;
    case "RegExp": return `RegExp ${value} ${value.lastIndex} {${own}}`;
    case "Number": case "String": case "Boolean": case "BigInt": return `${tag} ${describe(value.valueOf())}`;
    case "ArrayBuffer": return `ArrayBuffer ${value.byteLength} ${value.maxByteLength} ${value.resizable} [${[...new Uint8Array(value)]}]`;
    case "DataView": return `DataView ${value.byteOffset} ${value.byteLength}`;
    case "Array": return `Array ${value.length} [${Object.keys(value).map((key) => `${key}: ${show(value[key])}`)}]`;
    case "Error": return `${Object.getPrototypeOf(value).constructor.name} ${describe(value.name)} ${describe(value.message)} ${Object.hasOwn(value, "cause") ? show(value.cause) : ""} {${own}}`;
    case "DOMException": return `DOMException ${value.name} ${value.message} ${value.code}`;
    default:
      if (ArrayBuffer.isView(value)) return `${tag} ${value.byteOffset} [${Array.from(value, show)}]`;
      return `${Object.getPrototypeOf(value) === null ? "null" : Object.getPrototypeOf(value).constructor.name} {${own}}`;
  }
}

/** Numbers that look random and are the same in each run: from 0 on, below a limit. */
function randoms(seed) {
  let state = seed;
  return (limit) => {
    state = Math.imul(state, 1664525) + 1013904223 >>> 0;
    return Math.floor(state / 2 ** 32 * limit);
  };
}

/** A short text that stands for a long one. */
function digest(text) {
  let hash = 0;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash, 31) + text.charCodeAt(i) | 0;
  return `${text.length} ${hash >>> 0}`;
}

module.exports = { show, describe, describeError, randoms, digest };
