// The Buffer of hosts that have none: the runner `tea`, and C# programs that embed V8, with nothing but ECMAScript at
// hand. It is a Uint8Array with the methods of v8cgi's Buffer (CommonJS Binary/F) and those that Node's scripts use.
// Where the two disagree, v8cgi's meaning holds: negative positions count from the end, positions out of range are
// clamped, slice() (inherited from Uint8Array) copies, copy() returns the Buffer.
//
// The file is one function expression; a host evaluates it and calls it with its UTF-8 codec:
//   encodeUtf8(string)      a new Uint8Array, whose memory becomes the Buffer's; lone surrogates become U+FFFD
//   decodeUtf8(Uint8Array)  a string; malformed bytes become U+FFFD, a byte order mark is kept
(function (codec) {
  "use strict";

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

  // Hosts may do without the shared kind.
  const SharedMemory = globalThis.SharedArrayBuffer ?? ArrayBuffer;
  const isArrayBuffer = (value) => value instanceof ArrayBuffer || value instanceof SharedMemory;
  /** Array or typed array: what has elements, as a DataView has not. */
  const isArray = (value) => Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

  // ---- charsets: encode(string) gives a new Buffer, decode(Uint8Array) a string ----

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
        return bytes.range(0, length);
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

  // ---- the class ----

  /** A plain view of some of the bytes, for what would otherwise make Buffers on the way. */
  const view = (bytes, start, stop) => new Uint8Array(bytes.buffer, bytes.byteOffset + start, stop - start);

  /** What indexOf and its like look for, as an array of bytes. */
  function pattern(value, charset) {
    if (typeof value === "number") return [value & 255];
    return typeof value === "string" ? charsetOf(charset).encode(value) : bytesArgument("value", value);
  }

  function matchesAt(bytes, at, wanted) {
    for (let i = 0; i < wanted.length; i += 1) {
      if (bytes[at + i] !== wanted[i]) return false;
    }
    return true;
  }

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

  // Buffers are made through this class, which is five times as quick as Reflect.construct. It shares its prototype
  // with Buffer, the function seen outside, because a class cannot be called without `new`.
  class Bytes extends Uint8Array {
    /**
     * A Buffer on the same memory.
     * @throws {RangeError} stop before start
     */
    range(start, stop) {
      const [first, last] = span(start, stop, this.length);
      return new Bytes(this.buffer, this.byteOffset + first, last - first);
    }

    /**
     * Fills with the lowest eight bits of a number, or with the bytes of a string or Buffer, repeated. The charset may
     * also stand in the place of start or stop. Returns the Buffer.
     * @throws {TypeError} a value without bytes, as "xy" in hex
     */
    fill(value, start, stop, charset) {
      if (typeof start === "string") return this.fill(value, 0, undefined, start);
      if (typeof stop === "string") return this.fill(value, start, undefined, stop);
      const first = position(start, this.length, 0);
      const last = position(stop, this.length, this.length);
      if (value === "" || (typeof value !== "string" && !(value instanceof Uint8Array))) {
        return super.fill(value, first, last);
      }
      const bytes = pattern(value, charset);
      if (bytes.length === 0 && first < last) {
        throw typeError("ERR_INVALID_ARG_VALUE", `No bytes to fill with: "${value}"`);
      }
      transfer(bytes, 0, Math.min(bytes.length, last - first), this, first);
      for (let filled = bytes.length; filled < last - first; filled *= 2) {
        super.copyWithin(first + filled, first, Math.min(first + filled, last - filled));
      }
      return this;
    }

    /**
     * Copies the bytes from start to stop into a Buffer, Uint8Array or Array as far as it reaches. Returns the Buffer.
     * @throws {TypeError} another target
     */
    copy(target, targetStart, start, stop) {
      if (!Array.isArray(target)) {
        bytesArgument("target", target);
      }
      const [first, last] = [position(start, this.length, 0), position(stop, this.length, this.length)];
      transfer(this, first, last, target, position(targetStart, target.length, 0));
      return this;
    }

    /**
     * Copies from a Buffer, Uint8Array or Array of numbers, beginning at its sourceStart, to this Buffer's bytes from
     * start to stop. Returns the Buffer.
     * @throws {TypeError} another source
     */
    copyFrom(source, sourceStart, start, stop) {
      if (!Array.isArray(source)) {
        bytesArgument("source", source);
      }
      const [first, last] = [position(start, this.length, 0), position(stop, this.length, this.length)];
      const from = position(sourceStart, source.length, 0);
      transfer(source, from, Math.min(source.length, from + last - first), this, first);
      return this;
    }

    /**
     * Where a byte, string or Buffer is found first between start and stop; -1 where it is not. The charset may also
     * stand in the place of start or stop.
     * @throws {TypeError} a value of another type
     */
    indexOf(value, start, stop, charset) {
      if (typeof start === "string") return this.indexOf(value, 0, undefined, start);
      if (typeof stop === "string") return this.indexOf(value, start, undefined, stop);
      const wanted = pattern(value, charset);
      const last = position(stop, this.length, this.length) - wanted.length;
      let at = position(start, this.length, 0);
      while (wanted.length > 0 && at <= last) {
        at = super.indexOf(wanted[0], at);
        if (at < 0 || at > last) return -1;
        if (matchesAt(this, at, wanted)) return at;
        at += 1;
      }
      return at <= last ? at : -1;
    }

    /** Where a byte, string or Buffer is found last at or before start; -1 where it is not. */
    lastIndexOf(value, start, charset) {
      if (typeof start === "string") return this.lastIndexOf(value, undefined, start);
      const wanted = pattern(value, charset);
      const from = Math.trunc(start ?? this.length);
      let at = Math.min(from < 0 ? from + this.length : from, this.length - wanted.length);
      while (at >= 0 && !matchesAt(this, at, wanted)) {
        at = at === 0 ? -1 : super.lastIndexOf(wanted[0], at - 1);
      }
      return at >= 0 ? at : -1;
    }

    /** Whether indexOf finds the value. */
    includes(value, start, stop, charset) {
      return this.indexOf(value, start, stop, charset) !== -1;
    }

    toString(charset, start, stop) {
      const first = position(start, this.length, 0);
      const last = position(stop, this.length, this.length);
      return charsetOf(charset).decode(view(this, first, Math.max(first, last)));
    }

    toJSON() {
      return { type: "Buffer", data: Array.from(this) };
    }

    /** @throws {TypeError} other is no Buffer or Uint8Array */
    equals(other) {
      return compare(this, bytesArgument("other", other)) === 0;
    }

    /**
     * -1, 0 or 1: whether these bytes sort before, with or after those of another Buffer, or parts of both.
     * @throws {TypeError} other is no Buffer or Uint8Array
     */
    compare(other, otherStart, otherStop, start, stop) {
      const otherSpan = span(otherStart, otherStop, bytesArgument("other", other).length);
      return compare(view(this, ...span(start, stop, this.length)), view(other, ...otherSpan));
    }

    /**
     * Writes a string at an offset, at most length bytes and no part of a character. The charset may also stand in the
     * place of offset or length. Returns the number of bytes written.
     * @throws {RangeError} an offset that is not in the Buffer
     */
    write(text, offset, length, charset) {
      if (typeof offset === "string") return this.write(text, 0, undefined, offset);
      if (typeof length === "string") return this.write(text, offset, undefined, length);
      const start = integer("offset", offset ?? 0, this.length);
      const room = Math.min(integer("length", length ?? this.length), this.length - start);
      const { encode, fitting } = charsetOf(charset);
      const bytes = encode(stringArgument("string", text));
      const count = bytes.length <= room ? bytes.length : fitting(bytes, room);
      transfer(bytes, 0, count, this, start);
      return count;
    }
  }

  // ---- numbers: readUInt8(offset), writeUInt8(value, offset), readUInt16LE(offset), ... ----

  // As Node names them: DataView's name, size in bytes, smallest and largest value.
  const numbers = {
    Int8: ["Int8", 1, -0x80, 0x7f],
    UInt8: ["Uint8", 1, 0, 0xff],
    Int16: ["Int16", 2, -0x8000, 0x7fff],
    UInt16: ["Uint16", 2, 0, 0xffff],
    Int32: ["Int32", 4, -0x80000000, 0x7fffffff],
    UInt32: ["Uint32", 4, 0, 0xffffffff],
    BigInt64: ["BigInt64", 8, -(2n ** 63n), 2n ** 63n - 1n],
    BigUInt64: ["BigUint64", 8, 0n, 2n ** 64n - 1n],
    Float: ["Float32", 4, -Infinity, Infinity],
    Double: ["Float64", 8, -Infinity, Infinity],
  };

  const dataView = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

  /** The pair of methods for one type and byte order; both throw RangeErrors for an offset or value out of range. */
  function accessors(name, [type, size, smallest, largest], littleEndian) {
    const [get, set] = [DataView.prototype[`get${type}`], DataView.prototype[`set${type}`]];
    return {
      [`read${name}`](offset = 0) {
        return get.call(dataView(this), integer("offset", offset, this.length - size), littleEndian);
      },
      [`write${name}`](value, offset = 0) {
        if (value < smallest || value > largest) throw outOfRange("value", `>= ${smallest} and <= ${largest}`, value);
        set.call(dataView(this), integer("offset", offset, this.length - size), value, littleEndian);
        return offset + size;
      },
    };
  }

  // ---- the constructor and its functions ----

  // One call with fixed arguments, because spreading them costs more than making the object.
  function construct(target, first, second, third) {
    return target === Buffer
      ? new Bytes(first, second, third)
      : Reflect.construct(Uint8Array, [first, second, third], target);
  }

  /**
   * - Buffer(length, [fill])
   * - Buffer(string, [charset="utf-8"])
   * - Buffer(array, [start], [stop]): an array or typed array of numbers, of which the lowest eight bits are taken
   * - Buffer(buffer, [start], [stop], [copy=true]): of a Buffer or Uint8Array; shares its memory if copy is false
   * - Buffer(arrayBuffer, [byteOffset], [length]): shares its memory
   *
   * With or without `new`; classes can extend it.
   * @throws {TypeError} no or other arguments, or an unknown charset
   * @throws {RangeError} a length that is no integer >= 0, or stop before start
   */
  function Buffer(value, first, second, copy) {
    const target = new.target ?? Buffer;
    if (typeof value === "number") {
      const bytes = construct(target, integer("length", value));
      return first === undefined ? bytes : bytes.fill(first);
    }
    if (isArrayBuffer(value)) return construct(target, value, first ?? undefined, second ?? undefined);
    if (typeof value === "string") {
      const bytes = charsetOf(first).encode(value);
      return construct(target, bytes.buffer, bytes.byteOffset, bytes.length);
    }
    if (!isArray(value)) throw wrongType("value", "a length, a string, an array, a Buffer or an ArrayBuffer", value);
    const [start, stop] = span(first, second, value.length);
    if (!(value instanceof Uint8Array)) return construct(target, value.slice(start, stop));
    return (copy ?? true)
      ? construct(target, view(value, start, stop))
      : construct(target, value.buffer, value.byteOffset + start, stop - start);
  }

  /** What Buffer.from makes of an object that is neither ArrayBuffer nor array; undefined if nothing. */
  function fromObject(value, charset, length) {
    const primitive = value.valueOf?.();
    if (primitive !== value && (typeof primitive === "string" || Object(primitive) === primitive)) {
      return Buffer.from(primitive, charset, length);
    }
    if (typeof value.length === "number") return new Bytes(Array.from(value));
    if (value.type === "Buffer" && Array.isArray(value.data)) return new Bytes(value.data);
    const text = value[Symbol.toPrimitive]?.("string");
    return typeof text === "string" ? Buffer.from(text, charset) : undefined;
  }

  const statics = {
    /**
     * A Buffer of a string, an array, a typed array, a Buffer (all copied), an ArrayBuffer (shared) or an object like
     * one of them.
     * @throws {TypeError} anything else
     */
    from(value, charsetOrOffset, length) {
      if (typeof value === "string") {
        return charsetOf(typeof charsetOrOffset === "string" ? charsetOrOffset : undefined).encode(value);
      }
      if (isArrayBuffer(value)) return new Buffer(value, charsetOrOffset, length);
      const bytes = isArray(value)
        ? new Bytes(value)
        : typeof value === "object" && value !== null ? fromObject(value, charsetOrOffset, length) : undefined;
      if (bytes === undefined) {
        throw wrongType("value", "a string, an array, a Buffer, an ArrayBuffer or an object like one of them", value);
      }
      return bytes;
    },

    /** A Buffer of that many bytes, zeros or filled as by fill(). */
    alloc(size, fill, charset) {
      const bytes = new Bytes(integer("size", size));
      return fill === undefined ? bytes : bytes.fill(fill, 0, size, charset);
    },

    /** The same as alloc(size): the memory is cleared here too. */
    allocUnsafe(size) {
      return Buffer.alloc(size);
    },

    /** One Buffer of many, cut or padded with zeros to totalLength if that is given. */
    concat(list, totalLength) {
      if (!Array.isArray(list)) throw wrongType("list", "an array", list);
      const sum = list.reduce((length, bytes, i) => length + bytesArgument(`list[${i}]`, bytes).length, 0);
      const joined = new Bytes(integer("totalLength", totalLength ?? sum));
      let at = 0;
      for (const bytes of list) {
        transfer(bytes, 0, bytes.length, joined, Math.min(at, joined.length));
        at += bytes.length;
      }
      return joined;
    },

    /** How many bytes a string has in a charset, or a Buffer, view or ArrayBuffer has. */
    byteLength(value, charset) {
      return ArrayBuffer.isView(value) || isArrayBuffer(value)
        ? value.byteLength
        : charsetOf(charset).byteLength(stringArgument("value", value));
    },

    isBuffer: (value) => value instanceof Buffer,
    isEncoding: (name) => typeof name === "string" && charsets.has(name.toLowerCase()),
    compare: (a, b) => compare(bytesArgument("a", a), bytesArgument("b", b)),
  };

  /** Adds methods as a class has them: not enumerable. */
  function define(object, methods) {
    for (const [name, value] of Object.entries(methods)) {
      Object.defineProperty(object, name, { value, writable: true, configurable: true });
    }
  }

  Object.setPrototypeOf(Buffer, Uint8Array);
  Object.defineProperty(Buffer, "prototype", { value: Bytes.prototype, writable: false });
  define(Buffer.prototype, { constructor: Buffer });
  define(Buffer, statics);
  for (const [name, number] of Object.entries(numbers)) {
    for (const order of number[1] === 1 ? [""] : ["LE", "BE"]) {
      for (const [method, fn] of Object.entries(accessors(name + order, number, order === "LE"))) {
        define(Buffer.prototype, { [method]: fn, [method.replace("UInt", "Uint")]: fn });
      }
    }
  }
  return Buffer;
})
