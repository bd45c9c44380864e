// Makes the host object of the face out of what a host can pass cheaply. Bytes cross through a window: memory whose address
// the host knows, because a typed array as an argument costs, in some hosts several times the system call.
(function (adapter) {
  "use strict";

  // direct: all functions of the table by name. near: of those with a byte range, the ones that find it at the start of the
  // window. shapes: their parameters. copied: the length up to which copying into the window is worth it.
  const { direct, near, shapes, memory: { buffer, byteOffset, byteLength }, copied, own, Buffer, results } = adapter;
  const numbers = new Float64Array(buffer, byteOffset, 3);
  const window = new Uint8Array(buffer, byteOffset + numbers.byteLength, byteLength - numbers.byteLength);

  // The face receives into the window itself, as a Buffer of its own class, so that nothing has to be copied out of it here.
  let memory = window;
  const useMemory = (buffer) => { memory = buffer; };

  /** Puts a byte range at the start of the window. */
  function stage(bytes, offset, length) {
    window.set(length === bytes.length ? bytes : bytes.subarray(offset, offset + length));
  }

  /** Takes it back from there. */
  function unstage(bytes, offset, length) {
    bytes.set(window.subarray(0, length), offset);
  }

  // The shapes of sending and receiving, written out because each argument and each result of a call is felt: an id, a
  // length and what comes back go through memory, too.
  const hot = {
    ir: (nearly, directly) => (id, bytes, offset, length) => {
      if (length > copied) return directly(id, bytes, offset, length);
      stage(bytes, offset, length);
      return through(nearly, id, length);
    },
    iw: (nearly, directly) => (id, bytes, offset, length) => {
      if (bytes === memory) return through(nearly, id, length);
      if (length > copied) return directly(id, bytes, offset, length);
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
  const general = (shape, nearly, directly) => {
    const before = shape.search(/[rwb]/);
    const direction = shape[before];
    return (...args) => {
      const [bytes, offset, length] = args.slice(before, before + 3);
      if (length > copied) return directly(...args);
      if (direction !== "w") stage(bytes, offset, length);
      const result = nearly(...args.slice(0, before), length, ...args.slice(before + 3));
      if (direction !== "r" && result >= 0) unstage(bytes, offset, direction === "b" ? length : result);
      return result;
    };
  };

  const natives = { ...direct };
  for (const name of Object.keys(near)) {
    const shape = shapes[name];
    natives[name] = shape in hot ? hot[shape](near[name], direct[name]) : general(shape, near[name], direct[name]);
  }

  return {
    natives, own, results, Buffer,
    memory: { window, use: useMemory },
    codec: {
      encodeUtf8(string) {
        const bytes = new Uint8Array(string.length * 3); // UTF-8 takes at most three bytes for a UTF-16 unit
        return bytes.slice(0, natives.encodeUtf8(string, bytes, 0, bytes.length));
      },
      decodeUtf8: (bytes) => natives.decodeUtf8(bytes, 0, bytes.length),
    },
  };
})
