// What the functions of natives.js share: the window's parts, and byte ranges that are copied through it. CallWindow.cs tells what lies
// where; natives.js is made from the table of calls, see FaceBindings.cs.
(function (host) {
  "use strict";

  const { memory: { buffer }, layout: { RANGES, SCRATCH_START, SCRATCH_LENGTH } } = host;
  const { bufferOf, offsetOf, lengthOf, set, Float64Array, Uint8Array } = host.intrinsics;

  const slots = new Float64Array(buffer, 0, SCRATCH_START / 8);
  const scratch = new Uint8Array(buffer, SCRATCH_START, SCRATCH_LENGTH);
  const NOTHING = new Uint8Array(0);
  const SMALL = 64;

  // JavaScriptCore calls functions for what other engines know by themselves: the class and the length of a typed array.
  host.isSlowToTell = globalThis.Bun !== undefined;

  host.slots = slots;
  host.scratch = scratch;

  // ---- byte ranges -------------------------------------------------------------------------------------------------

  function tell(range, offset, length) {
    slots[RANGES + 2 * range] = offset;
    slots[RANGES + 2 * range + 1] = length;
  }

  host.tell = tell;

  /** What to throw where memory is missing that an array has claimed to have. */
  const tooShort = (name, bytes) => host.errors.wrongType(name, "memory that has not shrunk and was not taken away", bytes);
  host.tooShort = tooShort;

  function copy(name, bytes, at) {
    try {
      set(scratch, bytes, at); // throws if the memory was taken away
    } catch {
      throw tooShort(name, bytes);
    }
  }

  /**
   * In hosts that pass arrays: copies one that is to be read and so small that passing it takes longer. What the engine has made without
   * memory of its own, it would have to make memory for.
   * @returns what is to be passed: undefined, or the array
   */
  host.layOutSmall = function (range, at, name, bytes, offset, length) {
    if (offset === 0 && length < 0 && !host.isSlowToTell) {
      const count = lengthOf(bytes);
      if (count <= SMALL) {
        tell(range, ~at, count);
        if (count > 0) copy(name, bytes, at);
        return;
      }
    }
    tell(range, offset, length);
    return bytes;
  };

  /**
   * In hosts that copy what fits: copies a range that is to be read.
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

  // ---- text, for the Buffer of hosts that have none ----------------------------------------------------------------

  host.codec = {
    encodeUtf8(string) {
      const bytes = new Uint8Array(string.length * 3); // UTF-8 takes at most three bytes for a UTF-16 unit
      return bytes.slice(0, host.natives.encodeUtf8(string, bytes, 0, -1));
    },
    decodeUtf8: (bytes) => host.natives.decodeUtf8(bytes, 0, -1),
  };
})
