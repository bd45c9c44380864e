// What the Buffer and its parts share: the class, the checks of arguments, and how bytes are copied and compared. The
// first of the sources that make the Buffer of hosts that have none.
(function (host) {
  "use strict";

  // Buffers are made through this class, which is five times as quick as Reflect.construct. It shares its prototype
  // with Buffer, the function seen outside, because a class cannot be called without `new`. The methods are added in
  // binary.js: they need the charsets, which need the class.
  class Bytes extends Uint8Array {}

  // ---- arguments, and errors with the codes that Node gives them ----

  const typeError = (code, message) => Object.assign(new TypeError(message), { code });

  function wrongType(name, expected, value) {
    const received = value === undefined || value === null ? String(value)
      : typeof value === "object" ? `an instance of ${value.constructor?.name ?? "Object"}`
      : `type ${typeof value} (${String(value).slice(0, 30)})`;
    return typeError("ERR_INVALID_ARG_TYPE", `The "${name}" argument must be ${expected}. Received ${received}`);
  }

  function outOfRange(name, expected, value) {
    const error = new RangeError(`The "${name}" argument must be ${expected}. Received ${value}`);
    return Object.assign(error, { code: "ERR_OUT_OF_RANGE" });
  }

  /** An integer argument that is neither converted nor clamped. */
  function integer(name, value, max = Number.MAX_SAFE_INTEGER) {
    if (typeof value !== "number") throw wrongType(name, "a number", value);
    if (!Number.isInteger(value) || value < 0 || value > max) {
      throw outOfRange(name, `an integer >= 0 and <= ${max}`, value);
    }
    return value;
  }

  /** A position in something of that length, as v8cgi takes it; undefined and null mean the default. */
  function position(value, length, byDefault) {
    if (value === undefined || value === null) return byDefault;
    const index = Math.trunc(value) || 0;
    return Math.min(Math.max(index < 0 ? index + length : index, 0), length);
  }

  /** [start, stop] as positions in something of that length. */
  function span(start, stop, length) {
    const first = position(start, length, 0);
    const last = position(stop, length, length);
    if (last < first) throw outOfRange("stop", `>= start (${first})`, last);
    return [first, last];
  }

  function bytesArgument(name, value) {
    if (!(value instanceof Uint8Array)) throw wrongType(name, "a Buffer or Uint8Array", value);
    return value;
  }

  function stringArgument(name, value) {
    if (typeof value !== "string") throw wrongType(name, "a string", value);
    return value;
  }

  // ---- bytes ----

  /** A plain view of some of the bytes, for what would otherwise make Buffers on the way. */
  const view = (bytes, start, stop) => new Uint8Array(bytes.buffer, bytes.byteOffset + start, stop - start);

  function compare(a, b) {
    const length = Math.min(a.length, b.length);
    for (let i = 0; i < length; i += 1) {
      if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
    }
    return Math.sign(a.length - b.length);
  }

  /** Copies [first, last) of a source as far as the target reaches, also where the two overlap. */
  function transfer(source, first, last, target, targetStart) {
    const stop = Math.min(last, first + target.length - targetStart);
    if (stop <= first) return;
    const part = Array.isArray(source) ? source.slice(first, stop) : view(source, first, stop);
    if (Array.isArray(target)) {
      part.forEach((byte, i) => {
        target[targetStart + i] = byte;
      });
    } else {
      target.set(part, targetStart);
    }
  }

  host.bytes = {
    Bytes, typeError, wrongType, outOfRange, integer, position, span, bytesArgument, stringArgument,
    view, compare, transfer,
  };
})
