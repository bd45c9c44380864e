// The charsets of the Buffer. Each is an object of
//   encode(string)        a new Buffer
//   decode(Uint8Array)    a string
//   byteLength(string)    how long the Buffer of the string would be
//   fitting(bytes, room)  how many of the encoded bytes to write where there is room for less than all
//
// UTF-8 beyond short ASCII is left to the host's codec:
//   encodeUtf8(string)      a new Uint8Array, whose memory becomes the Buffer's; lone surrogates become U+FFFD
//   decodeUtf8(Uint8Array)  a string; malformed bytes become U+FFFD, a byte order mark is kept
(function (host) {
  "use strict";

  const { codec } = host;
  const { Bytes, typeError } = host.bytes;

  // Up to this length JavaScript does ASCII more quickly than a call into the host, which takes about 2 µs.
  const SHORT = 256;
  // Engines limit how many arguments, here character codes, a call can have.
  const CODES_PER_CALL = 8192;

  const codesOf = (text) => Uint8Array.from(text, (character) => character.charCodeAt(0));

  function textOf(codes) {
    if (codes.length <= CODES_PER_CALL) return String.fromCharCode.apply(null, codes);
    let text = "";
    for (let i = 0; i < codes.length; i += CODES_PER_CALL) {
      text += String.fromCharCode.apply(null, codes.subarray(i, i + CODES_PER_CALL));
    }
    return text;
  }

  const utf8 = {
    encode(text) {
      if (text.length <= SHORT) {
        const bytes = new Bytes(text.length);
        let i = 0;
        for (let code; i < text.length && (code = text.charCodeAt(i)) < 0x80; i += 1) {
          bytes[i] = code;
        }
        if (i === text.length) return bytes;
      }
      const bytes = codec.encodeUtf8(text);
      return new Bytes(bytes.buffer, bytes.byteOffset, bytes.length);
    },
    decode(bytes) {
      let bits = bytes.length <= SHORT ? 0 : 0x80;
      for (let i = 0; i < bytes.length && bits < 0x80; i += 1) {
        bits |= bytes[i];
      }
      return bits < 0x80 ? textOf(bytes) : codec.decodeUtf8(bytes);
    },
    byteLength(text) {
      let length = text.length;
      for (let i = 0; i < text.length; i += 1) {
        const code = text.charCodeAt(i);
        length += code < 0x80 ? 0 : code < 0x800 ? 1 : 2;
        // A pair of surrogates makes four bytes; a lone one three, as U+FFFD.
        if ((code & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
          i += 1;
        }
      }
      return length;
    },
    /** How many of the bytes fit into the room without splitting a character. */
    fitting(bytes, room) {
      let count = room;
      while (count > 0 && (bytes[count] & 0xc0) === 0x80) {
        count -= 1;
      }
      return count;
    },
  };

  const latin1 = {
    encode(text) {
      const bytes = new Bytes(text.length);
      for (let i = 0; i < text.length; i += 1) {
        bytes[i] = text.charCodeAt(i);
      }
      return bytes;
    },
    decode: textOf,
    byteLength: (text) => text.length,
    fitting: (bytes, room) => room,
  };

  const ascii = { ...latin1, decode: (bytes) => textOf(bytes.map((byte) => byte & 0x7f)) };

  const utf16le = {
    encode(text) {
      const bytes = new Bytes(text.length * 2);
      for (let i = 0; i < text.length; i += 1) {
        const code = text.charCodeAt(i);
        bytes[2 * i] = code;
        bytes[2 * i + 1] = code >> 8;
      }
      return bytes;
    },
    decode: (bytes) => textOf(new Uint16Array(bytes.length >> 1).map((_, i) => bytes[2 * i] | bytes[2 * i + 1] << 8)),
    byteLength: (text) => text.length * 2,
    fitting: (bytes, room) => room & ~1,
  };

  /** By character code: the character's place in the alphabet; 255 where it has none. */
  function placesIn(...alphabets) {
    const places = new Uint8Array(128).fill(255);
    for (const alphabet of alphabets) {
      codesOf(alphabet).forEach((code, place) => {
        places[code] = place;
      });
    }
    return places;
  }

  function hexCharset() {
    const digits = codesOf("0123456789abcdef");
    const values = placesIn("0123456789abcdef", "0123456789ABCDEF");
    return {
      ...latin1,
      /** Ends before the first pair that is not two digits, as in Node. */
      encode(text) {
        const end = text.search(/[^0-9a-f]/i);
        const bytes = new Bytes((end < 0 ? text.length : end) >> 1);
        for (let i = 0; i < bytes.length; i += 1) {
          bytes[i] = values[text.charCodeAt(2 * i)] << 4 | values[text.charCodeAt(2 * i + 1)];
        }
        return bytes;
      },
      decode(bytes) {
        const codes = new Uint8Array(bytes.length * 2);
        for (let i = 0; i < bytes.length; i += 1) {
          codes[2 * i] = digits[bytes[i] >> 4];
          codes[2 * i + 1] = digits[bytes[i] & 15];
        }
        return textOf(codes);
      },
      byteLength: (text) => text.length >> 1,
    };
  }

  function base64Charset(lastTwo, padded) {
    const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    const digits = codesOf(alphanumeric + lastTwo);
    const values = placesIn(`${alphanumeric}+/`, `${alphanumeric}-_`);
    return {
      ...latin1,
      /** Takes both alphabets, skips what is in neither and ends at the first "=", as in Node. */
      encode(text) {
        const end = text.indexOf("=");
        const count = end < 0 ? text.length : end;
        const bytes = new Bytes(Math.floor(count * 3 / 4));
        let length = 0;
        for (let i = 0, bits = 0, pending = 0; i < count; i += 1) {
          const value = values[text.charCodeAt(i)];
          if (value < 64) {
            bits = bits << 6 | value;
            pending += 6;
          }
          if (pending >= 8) {
            pending -= 8;
            bytes[length] = bits >> pending;
            length += 1;
          }
        }
        return new Bytes(bytes.buffer, 0, length);
      },
      decode(bytes) {
        const codes = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
        for (let i = 0, at = 0; i < bytes.length; i += 3, at += 4) {
          const bits = bytes[i] << 16 | bytes[i + 1] << 8 | bytes[i + 2];
          codes[at] = digits[bits >> 18];
          codes[at + 1] = digits[bits >> 12 & 63];
          codes[at + 2] = i + 1 < bytes.length ? digits[bits >> 6 & 63] : 0x3d;
          codes[at + 3] = i + 2 < bytes.length ? digits[bits & 63] : 0x3d;
        }
        return textOf(padded ? codes : codes.subarray(0, Math.ceil(bytes.length * 4 / 3)));
      },
      byteLength(text) {
        const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
        return Math.floor((text.length - padding) * 3 / 4);
      },
    };
  }

  const charsets = new Map(Object.entries({
    "utf-8": utf8, utf8, ascii, latin1, binary: latin1, "iso-8859-1": latin1,
    utf16le, "utf-16le": utf16le, ucs2: utf16le, "ucs-2": utf16le,
    hex: hexCharset(), base64: base64Charset("+/", true), base64url: base64Charset("-_", false),
  }));

  function charsetOf(name) {
    const charset = name === undefined || name === null ? utf8 : charsets.get(String(name).toLowerCase());
    if (charset === undefined) throw typeError("ERR_UNKNOWN_ENCODING", `Unknown charset: ${String(name)}`);
    return charset;
  }

  host.charsets = { charsets, charsetOf };
})
