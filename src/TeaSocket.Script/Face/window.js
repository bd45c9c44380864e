// What the functions of natives.js share: the window's parts, byte ranges that are copied through it, and the fields of
// structures. CallWindow.cs tells what lies where; natives.js is made from the table of calls, see FaceBindings.cs.
(function (host) {
  "use strict";

  const { memory: { buffer }, define, layout } = host;
  const {
    bufferOf, offsetOf, lengthOf, set, fromCharCode, Array, Float64Array, Uint16Array, Uint8Array,
  } = host.intrinsics;
  const { RANGES, RESULT, LENGTH, SCRATCH_START, SCRATCH_LENGTH } = layout;

  const slots = new Float64Array(buffer, 0, SCRATCH_START / 8);
  const scratch = new Uint8Array(buffer, SCRATCH_START, SCRATCH_LENGTH);
  const NOTHING = new Uint8Array(0);

  host.slots = slots;

  // ---- byte ranges, in hosts that copy what fits -------------------------------------------------------------------

  function tell(range, offset, length) {
    slots[RANGES + 2 * range] = offset;
    slots[RANGES + 2 * range + 1] = length;
  }

  const tooShort = (name, bytes) => host.errors.wrongType(name, "memory that has not shrunk and was not taken away", bytes);

  /**
   * Copies a range that is to be read into the scratch.
   * @returns what is to be passed: undefined, or the array if the range does not fit
   */
  host.layOut = function (range, at, room, name, bytes, offset, length) {
    const count = length < 0 ? lengthOf(bytes) - offset : length;
    tell(range, offset, length);
    if (count > room) return bytes;
    tell(range, ~at, count);
    if (count === 0) return;
    try {
      set(scratch, new Uint8Array(bufferOf(bytes), offsetOf(bytes) + offset, count), at); // throws if there is less memory than that
    } catch {
      throw tooShort(name, bytes);
    }
  };

  /** The same for room that is to be written: looks whether it is there, so that nothing is lost afterwards. */
  host.checkRoom = function (range, at, room, name, bytes, offset, length) {
    const count = length < 0 ? lengthOf(bytes) - offset : length;
    tell(range, offset, length);
    if (count > room) return bytes;
    if (host.pending.socket !== undefined) host.settle();
    tell(range, ~at, count);
    if (count === 0) return;
    try {
      set(bytes, NOTHING, offset + count); // throws if there is less memory than that: engines have been wrong about `length`
    } catch {
      throw tooShort(name, bytes);
    }
  };

  // ---- structures --------------------------------------------------------------------------------------------------

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

  /** The fields' memory: the scratch, or more where they do not fit into it. */
  function fields() {
    const length = slots[LENGTH];
    if (length <= SCRATCH_LENGTH) return new Float64Array(buffer, SCRATCH_START, SCRATCH_LENGTH / 8);
    const whole = new Float64Array(length / 8);
    const bytes = new Uint8Array(bufferOf(whole));
    set(bytes, scratch, 0);
    for (let at = SCRATCH_LENGTH; at < length;) at += host.natives.moreFields(at, bytes, at, -1);
    return whole;
  }

  /**
   * The structures that a call has returned.
   * @param {number} count how many
   * @param read makes an object of one, by calling number and text in the order of its fields
   * @returns {Array|undefined} undefined if the call has failed
   */
  host.structures = function (count, read) {
    if (count < 0) return undefined;
    doubles = fields();
    units = new Uint16Array(bufferOf(doubles), offsetOf(doubles), lengthOf(doubles) * 4);
    position = 0;
    const all = new Array(count);
    for (let i = 0; i < count; i += 1) define(all, i, read(number, text));
    return all;
  };

  /** An address as scripts see it: [address, port], or [path]. */
  host.addressFrom = function (structures) {
    const { address, port } = structures[0];
    return port === undefined ? [address] : [address, port];
  };

  // ---- text, for the Buffer of hosts that have none ----------------------------------------------------------------

  host.codec = {
    encodeUtf8(string) {
      const bytes = new Uint8Array(string.length * 3); // UTF-8 takes at most three bytes for a UTF-16 unit
      return bytes.slice(0, host.natives.encodeUtf8(string, bytes, 0, -1));
    },
    decodeUtf8: (bytes) => host.natives.decodeUtf8(bytes, 0, -1),
  };
})
