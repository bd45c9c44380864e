// What a call returns beside a number or a string: structures, field by field, as FieldWriter.cs writes them.
(function (host) {
  "use strict";

  const { memory: { buffer }, define, scratch, slots, layout: { LENGTH, SCRATCH_START, SCRATCH_LENGTH }, tags } = host;
  const {
    bufferOf, offsetOf, lengthOf, set, fromCharCode, Array, BigInt64Array, Float64Array, Uint16Array, Uint8Array,
  } = host.intrinsics;

  let doubles;
  let units;
  let position = 0;

  function number() {
    const value = doubles[position / 8];
    position += 8;
    return value === value ? value : undefined;
  }

  function text() {
    const length = number();
    if (length === undefined) return undefined;
    let value = "";
    for (let i = position / 2, end = i + length; i < end; i += 1) value += fromCharCode(units[i]);
    position += 2 * length + 7 & -8;
    return value;
  }

  /** A number that may be larger than a double holds. */
  function bigint() {
    const value = new BigInt64Array(bufferOf(doubles), offsetOf(doubles) + position, 1)[0];
    position += 8;
    return value;
  }

  /** Bytes, as a Buffer of their own. */
  function bytes() {
    const length = number();
    if (length === undefined) return undefined;
    const value = host.copied(new Uint8Array(bufferOf(doubles), offsetOf(doubles), lengthOf(doubles) * 8), position, length);
    position += length + 7 & -8;
    return value;
  }

  /** A value that tells itself of what kind it is. */
  function value() {
    const tag = number();
    switch (tag) {
      case tags.NULL: return null;
      case tags.FALSE: return false;
      case tags.TRUE: return true;
      case tags.NUMBER: return number();
      case tags.TEXT: return text();
      case tags.BIGINT: return bigint();
      case tags.BYTES: return bytes();
      case tags.LIST: return list(number(), value);
      case tags.OBJECT: return object(number());
      default: return undefined;
    }
  }

  function list(count, read) {
    const all = new Array(count);
    for (let i = 0; i < count; i += 1) define(all, i, read());
    return all;
  }

  function object(count) {
    const all = {};
    for (let i = 0; i < count; i += 1) {
      const name = text();
      define(all, name, value());
    }
    return all;
  }

  host.read = { number, text, value };

  /** The value that begins so many bytes behind the window's first field. */
  host.readAt = function (start) {
    doubles = fields();
    units = new Uint16Array(bufferOf(doubles), offsetOf(doubles), lengthOf(doubles) * 4);
    position = start;
    return value();
  };

  /** The fields' memory: the scratch, or more where they do not fit into it. */
  function fields() {
    const length = slots[LENGTH];
    if (length <= SCRATCH_LENGTH) return new Float64Array(buffer, SCRATCH_START, SCRATCH_LENGTH / 8);
    const whole = new Float64Array(length / 8);
    const room = new Uint8Array(bufferOf(whole));
    set(room, scratch, 0);
    for (let at = SCRATCH_LENGTH; at < length;) at += host.natives.moreFields(at, room, at, -1);
    return whole;
  }

  /**
   * The structures that a call has returned.
   * @param {number} count how many
   * @param read makes an object of one, by reading its fields in their order
   * @returns {Array|undefined} undefined if the call has failed
   */
  host.structures = function (count, read) {
    if (count < 0) return undefined;
    doubles = fields();
    units = new Uint16Array(bufferOf(doubles), offsetOf(doubles), lengthOf(doubles) * 4);
    position = 0;
    return list(count, read);
  };
})
