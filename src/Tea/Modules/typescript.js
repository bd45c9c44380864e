// JavaScript of TypeScript: npm's package amaro, in an engine of its own, where it finds the little that it asks of Node.
(function (host) {
  "use strict";

  class TextDecoder {
    decode(bytes) { return bytes === undefined ? "" : host.decode(bytes); }
  }

  class TextEncoder {
    /** The memory has room for all of it. */
    encodeInto(text, bytes) { return { read: text.length, written: host.encode(text, bytes) }; }
  }

  const Buffer = { from: (text) => Uint8Array.fromBase64(text) };
  const provided = { __proto__: null, util: { TextDecoder, TextEncoder }, "node:buffer": { Buffer } };
  const modules = { __proto__: null };

  function load(path) {
    if (path in modules) return modules[path].exports;
    const module = modules[path] = { exports: {} };
    host.compile(path)(module.exports, (id) => provided[id] ?? load(host.resolve(id, path)), module);
    return module.exports;
  }

  const { transformSync } = load(host.package);

  /**
   * Takes the types out of a text. Everything else stays in its line and column.
   * @returns {{code: string}|{message: string, place: string}} the text, or what is wrong with it and where
   */
  return function strip(text, filename) {
    try {
      const { code } = transformSync(text, { mode: "strip-only", filename });
      return { code };
    } catch (error) {
      if (typeof error.startLine !== "number") throw error;
      return { message: error.message, place: `${error.startLine}:${error.startColumn + 1}` };
    }
  };
})
