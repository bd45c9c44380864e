// Byte ranges in several places, which the system gathers and scatters in one call.
(function (host) {
  "use strict";

  const { check, copied, errors, newList } = host;
  const { bufferOf, isArray, lengthOf, offsetOf, set, Uint8Array } = host.intrinsics;

  const INT_MAX = 2147483647;
  const MOST_PARTS = 1024; // what one call of the system's takes
  const DATA = "a string, a Buffer, a TypedArray, a DataView, an ArrayBuffer or an array of those";
  const ROOM = "a Buffer, a TypedArray, a DataView, an ArrayBuffer or an array of those";

  const nothing = new Uint8Array(0);

  /**
   * Byte ranges: one, and then the count is 0, or a list of so many.
   * @param partOf makes bytes of what a script has for them
   */
  function partsOf(name, value, partOf) {
    if (!isArray(value)) {
      const bytes = partOf(name, value);
      return { bytes, count: 0, total: lengthOf(bytes) };
    }
    const count = check.integer(`${name}.length`, value.length, 0, MOST_PARTS);
    const bytes = newList();
    let total = 0;
    for (let i = 0; i < count; i += 1) {
      bytes[i] = partOf(`${name}[${i}]`, value[i]);
      total += lengthOf(bytes[i]);
    }
    if (total > INT_MAX) throw errors.outOfRange(name, `at most ${INT_MAX} bytes`, total);
    return count === 0 ? { bytes: nothing, count: 0, total: 0 } : { bytes, count, total };
  }

  const dataOf = (name, value) => typeof value === "string" ? host.encodeText(value) : check.bytes(name, value, DATA);
  const roomOf = (name, value) => check.bytes(name, value, ROOM);

  /** The length of a part that has its memory; -1 if that was taken away. */
  function lengthOfPart(bytes) {
    const length = lengthOf(bytes);
    if (length > 0) return length;
    try {
      return lengthOf(new Uint8Array(bufferOf(bytes), 0, 0));
    } catch {
      return -1;
    }
  }

  /** What the script's code may have changed since the parts were looked at, or before. */
  function checkParts(name, { bytes, count, total }) {
    let now = 0;
    for (let i = 0; i < (count === 0 ? 1 : count); i += 1) {
      const length = lengthOfPart(count === 0 ? bytes : bytes[i]);
      if (length < 0) throw errors.wrongType(name, "memory that was not taken away", count === 0 ? bytes : bytes[i]);
      now += length;
    }
    if (now !== total) throw errors.wrongType(name, "left alone while the message is read", count === 0 ? bytes : bytes[0]);
  }

  /** All of several parts in one, for hosts that copy anyway. */
  function joined({ bytes, count, total }) {
    const all = new Uint8Array(total);
    let at = 0;
    for (let i = 0; i < count; i += 1) {
      const length = lengthOf(bytes[i]);
      if (length > 0) set(all, bytes[i], at); // or there may be a view of memory that has shrunk away under it
      at += length;
    }
    return { bytes: all, count: 0, total };
  }

  /** The first bytes of an array of the module's, into the script's parts. */
  function scatter(from, length, { bytes, count }) {
    let at = 0;
    for (let i = 0; i < (count === 0 ? 1 : count) && at < length; i += 1) {
      const part = count === 0 ? bytes : bytes[i];
      const size = lengthOf(part) < length - at ? lengthOf(part) : length - at;
      if (size > 0) set(part, new Uint8Array(bufferOf(from), offsetOf(from) + at, size), 0);
      at += size;
    }
  }

  /** The other way round. */
  function gathered(length, { bytes, count }) {
    if (count === 0) return copied(bytes, 0, length);
    return copied(joined({ bytes, count, total: lengthOfAll(bytes, count) }).bytes, 0, length);
  }

  function lengthOfAll(bytes, count) {
    let total = 0;
    for (let i = 0; i < count; i += 1) total += lengthOf(bytes[i]);
    return total;
  }

  host.parts = { partsOf, dataOf, roomOf, checkParts, joined, scatter, gathered };
})
