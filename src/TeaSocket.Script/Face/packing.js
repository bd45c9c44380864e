// Values of a script's on their way to a call, in the form that ValueReader.cs reads: the same in which structures come back.
(function (host) {
  "use strict";

  const { tags } = host;
  const { bufferOf, charCodeAt, keys, isArray, isRevoked, isView, lengthOf, set, BigInt64Array, Float64Array, Uint16Array, Uint8Array } = host.intrinsics;

  const MOST_BYTES = 2 ** 24; // of one value: more than any option or control message has
  const MOST_LEVELS = 8;
  const INT64 = 2n ** 63n;

  const nothing = new Uint8Array(8); // null, which has the tag 0

  /** Where one value is laid down. Each has its own: a getter of the script's may well begin another one. */
  class Packing {
    #name;
    #doubles = new Float64Array(32);
    #length = 0;

    constructor(name) { this.#name = name; }

    get bytes() { return new Uint8Array(bufferOf(this.#doubles), 0, this.#length); }

    #checkEnd(end) {
      if (end > MOST_BYTES) throw host.errors.outOfRange(this.#name, `a value of at most ${MOST_BYTES} bytes`, end);
    }

    /** Takes so many bytes, aligned to eight; returns where they begin. */
    #take(count) {
      const at = this.#length;
      const end = at + (count + 7 & -8);
      this.#checkEnd(end);
      if (end > lengthOf(this.#doubles) * 8) {
        const grown = new Float64Array(end / 4);
        set(grown, this.#doubles, 0);
        this.#doubles = grown;
      }
      this.#length = end;
      return at;
    }

    #number(value) {
      const at = this.#take(8); // after which the memory may be another
      this.#doubles[at / 8] = value;
    }

    #text(value) {
      this.#number(value.length);
      const at = this.#take(2 * value.length);
      const units = new Uint16Array(bufferOf(this.#doubles), at, value.length);
      for (let i = 0; i < value.length; i += 1) units[i] = charCodeAt(value, i);
    }

    #bigint(value) {
      const at = this.#take(8);
      new BigInt64Array(bufferOf(this.#doubles), at, 1)[0] = value;
    }

    #bytes(value) {
      const bytes = host.check.bytes(this.#name, value, "made of bytes");
      const length = lengthOf(bytes);
      this.#number(length);
      const at = this.#take(length);
      if (length > 0) set(new Uint8Array(bufferOf(this.#doubles), at, length), bytes, 0); // of memory that was taken away there is none
    }

    /** @param {number} level how many more levels of lists and objects there may be */
    value(value, level = MOST_LEVELS) {
      switch (typeof value) {
        case "boolean":
          return this.#number(value ? tags.TRUE : tags.FALSE);
        case "number":
          this.#number(tags.NUMBER);
          return this.#number(value);
        case "string":
          this.#number(tags.TEXT);
          return this.#text(value);
        case "bigint":
          if (value < -INT64 || value >= INT64) throw host.errors.outOfRange(this.#name, "of at most 64 bits", value);
          this.#number(tags.BIGINT);
          return this.#bigint(value);
        case "undefined":
          return this.#number(tags.NULL);
        case "object":
          return this.#object(value, level);
        default:
          throw host.errors.wrongType(this.#name, "made of numbers, strings, booleans, bytes, arrays and objects", value);
      }
    }

    #object(value, level) {
      if (value === null) return this.#number(tags.NULL);
      if (level === 0) throw host.errors.wrongType(this.#name, `nested at most ${MOST_LEVELS} levels deep`, value);
      if (isArray(value)) {
        const length = value.length >>> 0; // a proxy can say anything
        this.#number(tags.LIST);
        this.#number(length);
        this.#checkEnd(this.#length + 8 * length); // what each takes at least: one that says that it is huge is not gone through
        for (let i = 0; i < length; i += 1) this.value(value[i], level - 1);
      } else if (isView(value) || host.check.isMemory(value)) {
        this.#number(tags.BYTES);
        this.#bytes(value);
      } else if (isRevoked(value)) {
        throw host.errors.wrongType(this.#name, "made of what has not been taken away", value);
      } else {
        const names = keys(value);
        this.#number(tags.OBJECT);
        this.#number(names.length);
        for (let i = 0; i < names.length; i += 1) {
          this.#text(names[i]);
          this.value(value[names[i]], level - 1);
        }
      }
    }
  }

  /**
   * Packs a value: null and undefined, booleans, numbers, strings, bigints, bytes, and arrays and objects of those.
   * @param {string} name the argument's name, for the message
   * @throws {TypeError} it is, or has, something else
   */
  host.pack = function (name, value) {
    if (value === null) return nothing;
    const packing = new Packing(name);
    packing.value(value);
    return packing.bytes;
  };
})
