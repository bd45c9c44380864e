// The Buffer of hosts that have none: the runner `tea`, and C# programs that embed V8, with nothing but ECMAScript at
// hand. It is a Uint8Array with the methods of v8cgi's Buffer (CommonJS Binary/F) and those that Node's scripts use.
// Where the two disagree, v8cgi's meaning holds: negative positions count from the end, positions out of range are
// clamped, slice() (inherited from Uint8Array) copies, copy() returns the Buffer.
(function (host) {
  "use strict";

  const {
    Bytes, typeError, wrongType, integer, position, span, bytesArgument, stringArgument,
    view, compare, transfer,
  } = host.bytes;
  const { charsets, charsetOf } = host.charsets;

  // ---- the methods ----

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

  const methods = {
    __proto__: Uint8Array.prototype, // what `super` is

    /**
     * A Buffer on the same memory.
     * @throws {RangeError} stop before start
     */
    range(start, stop) {
      const [first, last] = span(start, stop, this.length);
      return new Bytes(this.buffer, this.byteOffset + first, last - first);
    },

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
    },

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
    },

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
    },

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
    },

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
    },

    /** Whether indexOf finds the value. */
    includes(value, start, stop, charset) {
      return this.indexOf(value, start, stop, charset) !== -1;
    },

    toString(charset, start, stop) {
      const first = position(start, this.length, 0);
      const last = position(stop, this.length, this.length);
      return charsetOf(charset).decode(view(this, first, Math.max(first, last)));
    },

    toJSON() {
      return { type: "Buffer", data: Array.from(this) };
    },

    /** @throws {TypeError} other is no Buffer or Uint8Array */
    equals(other) {
      return compare(this, bytesArgument("other", other)) === 0;
    },

    /**
     * -1, 0 or 1: whether these bytes sort before, with or after those of another Buffer, or parts of both.
     * @throws {TypeError} other is no Buffer or Uint8Array
     */
    compare(other, otherStart, otherStop, start, stop) {
      const otherSpan = span(otherStart, otherStop, bytesArgument("other", other).length);
      return compare(view(this, ...span(start, stop, this.length)), view(other, ...otherSpan));
    },

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
    },
  };

  // ---- the constructor and its functions ----

  // Hosts may do without the shared kind.
  const SharedMemory = globalThis.SharedArrayBuffer ?? ArrayBuffer;
  const isArrayBuffer = (value) => value instanceof ArrayBuffer || value instanceof SharedMemory;
  /** Array or typed array: what has elements, as a DataView has not. */
  const isArray = (value) => Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

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

    /** The same as alloc(size); Node's has memory of its own. */
    allocUnsafeSlow(size) {
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
  function define(object, members) {
    for (const [name, value] of Object.entries(members)) {
      Object.defineProperty(object, name, { value, writable: true, configurable: true });
    }
  }

  Object.setPrototypeOf(Buffer, Uint8Array);
  Object.defineProperty(Buffer, "prototype", { value: Bytes.prototype, writable: false });
  define(Buffer.prototype, { constructor: Buffer, ...methods, ...host.numbers });
  define(Buffer, statics);
  Object.defineProperty(Buffer, Symbol.species, { // as Node's: what makes Buffers without a look at the arguments
    get() { return this === Buffer ? Bytes : this; },
  });

  host.Buffer = Buffer;
})
