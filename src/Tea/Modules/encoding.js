// The classes TextEncoder and TextDecoder, as the Encoding standard has them: UTF-8, UTF-16 and windows-1252, which the web calls Latin-1.
(function (host) {
  "use strict";

  const { Object, RangeError, String, Symbol, TypeError, Uint8Array } = globalThis;
  const { isView } = ArrayBuffer;
  const { wrongType } = host.safe;
  const { charsetOf } = host.charsets;
  const utf8 = charsetOf("utf-8");
  const latin1 = charsetOf("latin1");

  const BOM = "\ufeff";

  // ---- TextEncoder -------------------------------------------------------------------------------------------------

  class TextEncoder {
    get encoding() { return "utf-8"; }

    /** @returns {Uint8Array} the UTF-8 of a text; lone surrogates become U+FFFD */
    encode(text = "") {
      const bytes = utf8.encode(`${text}`);
      return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    }

    /**
     * Writes as many whole characters as there is room for.
     * @returns {{read: number, written: number}} units of the text, and bytes
     */
    encodeInto(text, room) {
      if (!(room instanceof Uint8Array)) throw wrongType("dest", "a Uint8Array", room);
      const source = `${text}`;
      let read = 0;
      let written = 0;
      while (read < source.length) {
        const point = source.codePointAt(read);
        const size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
        if (written + size > room.length) break;
        put(room, written, (point & 0x1ff800) === 0xd800 ? 0xfffd : point, size);
        read += size === 4 ? 2 : 1;
        written += size;
      }
      return { read, written };
    }
  }

  const LEADS = [0, 0, 0xc0, 0xe0, 0xf0]; // by the number of bytes

  function put(room, at, point, size) {
    let rest = point;
    for (let i = size - 1; i > 0; i -= 1) {
      room[at + i] = 0x80 | rest & 0x3f;
      rest >>= 6;
    }
    room[at] = LEADS[size] | rest;
  }

  // ---- the encodings: decode(bytes, isFatal), and how many bytes at the end begin a character that is not complete --

  const invalid = (name) => {
    const error = new TypeError(`The encoded data was not valid for encoding ${name}`);
    error.code = "ERR_ENCODING_INVALID_ENCODED_DATA";
    return error;
  };

  /**
   * How a sequence of UTF-8 goes on that a byte begins: how many bytes it has, and between what the second lies. None for what begins none.
   */
  function sequenceAt(lead) {
    if (lead < 0x80) return [1, 0, 0];
    if (lead < 0xc2 || lead > 0xf4) return undefined;
    if (lead < 0xe0) return [2, 0x80, 0xbf];
    if (lead < 0xf0) return [3, lead === 0xe0 ? 0xa0 : 0x80, lead === 0xed ? 0x9f : 0xbf];
    return [4, lead === 0xf0 ? 0x90 : 0x80, lead === 0xf4 ? 0x8f : 0xbf];
  }

  /** How many bytes of the sequence at a place are there and right. */
  function matched(bytes, at, [size, least, most]) {
    let count = 1;
    for (; count < size && at + count < bytes.length; count += 1) {
      const byte = bytes[at + count];
      if (byte < (count === 1 ? least : 0x80) || byte > (count === 1 ? most : 0xbf)) break;
    }
    return count;
  }

  function isUtf8(bytes) {
    for (let i = 0; i < bytes.length;) {
      if (bytes[i] < 0x80) {
        i += 1;
        continue;
      }
      const sequence = sequenceAt(bytes[i]);
      if (sequence === undefined || matched(bytes, i, sequence) < sequence[0]) return false;
      i += sequence[0];
    }
    return true;
  }

  const utf8Codec = {
    decode(bytes, isFatal) {
      if (isFatal && !isUtf8(bytes)) throw invalid("utf-8");
      return utf8.decode(bytes);
    },
    incomplete(bytes) {
      for (let count = 1; count <= 3 && count <= bytes.length; count += 1) {
        const at = bytes.length - count;
        if ((bytes[at] & 0xc0) === 0x80) continue;
        const sequence = sequenceAt(bytes[at]);
        return sequence !== undefined && sequence[0] > count && matched(bytes, at, sequence) === count ? count : 0;
      }
      return 0;
    },
  };

  function utf16Codec(name, high, low) { // which of two bytes is which
    return {
      decode(bytes, isFatal) {
        const units = new Uint8Array(bytes.length & ~1);
        for (let i = 0; i < units.length; i += 2) {
          units[i] = bytes[i + low];
          units[i + 1] = bytes[i + high];
        }
        const text = charsetOf("utf-16le").decode(units);
        if (isFatal && (!text.isWellFormed() || bytes.length % 2 !== 0)) throw invalid(name);
        if (bytes.length % 2 === 0) return text.toWellFormed();
        const whole = (text.charCodeAt(text.length - 1) & 0xfc00) === 0xd800 ? text.slice(0, -1) : text; // the rest is one mistake
        return `${whole.toWellFormed()}\ufffd`;
      },
      incomplete(bytes) {
        const odd = bytes.length % 2;
        const last = bytes.length - odd - 2;
        return odd + (last >= 0 && (bytes[last + high] & 0xfc) === 0xd8 ? 2 : 0);
      },
    };
  }

  // What windows-1252 has in the places of the second block of control characters.
  const WINDOWS = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

  const latinCodec = {
    decode: (bytes) => latin1.decode(bytes).replace(/[\x80-\x9f]/g, (character) => WINDOWS[character.charCodeAt(0) - 0x80]),
    incomplete: () => 0,
  };

  const codecs = {
    __proto__: null,
    "utf-8": utf8Codec, "utf-16le": utf16Codec("utf-16le", 1, 0), "utf-16be": utf16Codec("utf-16be", 0, 1), "windows-1252": latinCodec,
  };

  const labels = Object.create(null);
  for (const [name, all] of Object.entries({
    "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8",
    "utf-16le": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le",
    "utf-16be": "unicodefffe utf-16be",
    "windows-1252": "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1"
      + " iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252",
  })) for (const label of all.split(" ")) labels[label] = name;

  // ---- TextDecoder -------------------------------------------------------------------------------------------------

  const NOTHING = new Uint8Array(0);

  function bytesOf(value) {
    if (value === undefined) return NOTHING;
    if (isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) return new Uint8Array(value);
    throw wrongType("input", "an ArrayBuffer or a view of one", value);
  }

  function joined(first, second) {
    if (first.length === 0) return second;
    const bytes = new Uint8Array(first.length + second.length);
    bytes.set(first);
    bytes.set(second, first.length);
    return bytes;
  }

  class TextDecoder {
    #encoding;
    #isFatal;
    #keepsBom;
    #pending = NOTHING; // the beginning of a character
    #hasBegun = false; // whether there was a character in this stream

    /**
     * @param {string} [label="utf-8"] the encoding, by any of its names
     * @param {{fatal: boolean, ignoreBOM: boolean}} [options] fatal: malformed bytes throw a TypeError instead of becoming U+FFFD;
     *   ignoreBOM: a byte order mark stays in the text
     * @throws {RangeError} an encoding that is not known
     */
    constructor(label = "utf-8", options = undefined) {
      if (options !== undefined && options !== null && typeof options !== "object" && typeof options !== "function") {
        throw wrongType("options", "an object", options);
      }
      const name = labels[`${label}`.replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, "").toLowerCase()];
      if (name === undefined) {
        const error = new RangeError(`The "${String(label)}" encoding is not supported`);
        error.code = "ERR_ENCODING_NOT_SUPPORTED";
        throw error;
      }
      this.#encoding = name;
      this.#isFatal = !!options?.fatal;
      this.#keepsBom = !!options?.ignoreBOM;
    }

    get encoding() { return this.#encoding; }
    get fatal() { return this.#isFatal; }
    get ignoreBOM() { return this.#keepsBom; }

    /**
     * @param {ArrayBuffer|ArrayBufferView} [input]
     * @param {{stream: boolean}} [options] stream: more is to come, so that a character may be incomplete
     * @returns {string}
     */
    decode(input = undefined, options = undefined) {
      const codec = codecs[this.#encoding];
      const given = bytesOf(input);
      const isStream = !!options?.stream;
      const bytes = joined(this.#pending, given);
      const end = bytes.length - (isStream ? codec.incomplete(bytes) : 0);
      const hasBegun = this.#hasBegun;
      this.#pending = NOTHING;
      this.#hasBegun = false;
      const text = codec.decode(end === bytes.length ? bytes : bytes.subarray(0, end), this.#isFatal);
      if (isStream) {
        this.#pending = bytes.slice(end);
        this.#hasBegun = hasBegun || text.length > 0;
      }
      return !hasBegun && !this.#keepsBom && text[0] === BOM ? text.slice(1) : text;
    }
  }

  for (const Class of [TextEncoder, TextDecoder]) {
    Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
    for (const name of Object.getOwnPropertyNames(Class.prototype)) {
      if (name !== "constructor") Object.defineProperty(Class.prototype, name, { enumerable: true });
    }
  }

  return { TextEncoder, TextDecoder };
})
