// Makes the host object of the face out of what ClearScript can pass cheaply: numbers and strings. Bytes cross through a
// window, memory whose address the host knows; a typed array as an argument would cost several times the system call.
(function (adapter) {
  "use strict";

  const { near, far, byteRanges, numbers, window, own, FAILED, WOULD_BLOCK } = adapter;
  const SIZE = window.length;

  // The face receives into the window itself, as a Buffer of its own class, so that nothing has to be copied out of it here.
  let memory = window;
  const useMemory = (buffer) => { memory = buffer; };

  /** Puts a byte range at the start of the window. */
  function stage(bytes, offset, length) {
    window.set(length === bytes.length ? bytes : bytes.subarray(offset, offset + length));
  }

  /** Takes it back from there. */
  function unstage(bytes, offset, length) {
    if (bytes !== memory) bytes.set(window.subarray(0, length), offset);
  }

  // The shapes of sending and receiving, written out because each argument and each result of a call is felt: an id, a
  // length and what comes back go through memory, too.
  const hot = {
    ir: (nearly, farther) => (id, bytes, offset, length) => {
      if (length > SIZE) return farther(id, bytes, offset, length);
      stage(bytes, offset, length);
      return through(nearly, id, length);
    },
    iw: (nearly, farther) => (id, bytes, offset, length) => {
      if (length > SIZE) return farther(id, bytes, offset, length);
      const written = through(nearly, id, length);
      if (written > 0) unstage(bytes, offset, written);
      return written;
    },
  };

  function through(nearly, id, length) {
    numbers[0] = id;
    numbers[1] = length;
    nearly();
    return numbers[2];
  }

  /** Any shape with a byte range: its three arguments, after `before` others, become a length. */
  const general = (shape, nearly, farther) => {
    const before = shape.search(/[rwb]/);
    const direction = shape[before];
    return (...args) => {
      const [bytes, offset, length] = args.slice(before, before + 3);
      if (length > SIZE) return farther(...args);
      if (direction !== "w") stage(bytes, offset, length);
      const result = nearly(...args.slice(0, before), length, ...args.slice(before + 3));
      if (direction !== "r" && result >= 0) unstage(bytes, offset, direction === "b" ? length : result);
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

  const codec = {
    encodeUtf8(string) {
      const bytes = new Uint8Array(string.length * 3); // UTF-8 takes at most three bytes for a UTF-16 unit
      return bytes.slice(0, natives.encodeUtf8(string, bytes, 0, bytes.length));
    },
    decodeUtf8: (bytes) => natives.decodeUtf8(bytes, 0, bytes.length),
  };
  return { natives, own, codec, memory: { window, use: useMemory }, results: { FAILED, WOULD_BLOCK } };
})
