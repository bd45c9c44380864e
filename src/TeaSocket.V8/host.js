// Makes the host object of the face out of what ClearScript can pass cheaply: integers and strings. Bytes cross through
// a window, memory whose address the host knows; a typed array as an argument would cost several times the system call.
(function (adapter) {
  "use strict";

  const { near, far, byteRanges, window, own, FAILED, WOULD_BLOCK } = adapter;

  /** Where the bytes are in the window: they may be there already. */
  function stage(bytes, offset, length) {
    if (bytes.buffer === window.buffer) return bytes.byteOffset + offset;
    window.set(length === bytes.length ? bytes : bytes.subarray(offset, offset + length));
    return 0;
  }

  function unstage(bytes, offset, length) {
    if (bytes.buffer !== window.buffer) bytes.set(window.subarray(0, length), offset);
  }

  const fits = (bytes, length) => length <= window.length || bytes.buffer === window.buffer;

  // The shapes of sending and receiving, written out because each call counts.
  const hot = {
    ir: (nearly, farther) => (id, bytes, offset, length) => fits(bytes, length)
      ? nearly(id, stage(bytes, offset, length), length)
      : farther(id, bytes, offset, length),
    iw: (nearly, farther) => (id, bytes, offset, length) => {
      if (!fits(bytes, length)) return farther(id, bytes, offset, length);
      const inPlace = bytes.buffer === window.buffer;
      const written = nearly(id, inPlace ? bytes.byteOffset + offset : 0, length);
      if (written > 0 && !inPlace) unstage(bytes, offset, written);
      return written;
    },
  };

  /** Any shape with a byte range: its three arguments, after `before` others, become a place in the window. */
  const general = (shape, nearly, farther) => {
    const before = shape.search(/[rwb]/);
    const writes = shape[before] !== "r";
    const both = shape[before] === "b";
    return (...args) => {
      const [bytes, offset, length] = args.slice(before, before + 3);
      if (!fits(bytes, length)) return farther(...args);
      const result = nearly(...args.slice(0, before), stage(bytes, offset, length), length, ...args.slice(before + 3));
      if (writes && result >= 0) unstage(bytes, offset, both ? length : result);
      return result;
    };
  };

  const natives = {};
  for (const name of Object.keys(near)) {
    const shape = byteRanges[name];
    natives[name] = shape === undefined ? near[name]
      : shape in hot ? hot[shape](near[name], far[name])
      : general(shape, near[name], far[name]);
  }

  return {
    natives,
    own,
    memory: window,
    results: { FAILED, WOULD_BLOCK },
    codec: {
      encodeUtf8(string) {
        const bytes = new Uint8Array(string.length * 3); // UTF-8 takes at most three bytes for a UTF-16 unit
        return bytes.slice(0, natives.encodeUtf8(string, bytes, 0, bytes.length));
      },
      decodeUtf8: (bytes) => natives.decodeUtf8(bytes, 0, bytes.length),
    },
  };
})
