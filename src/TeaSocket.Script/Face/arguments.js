// The checks of arguments, all made before any system call.
(function (host) {
  "use strict";

  const { wrongType, outOfRange } = host.errors;
  const {
    tagOf, bufferOf, offsetOf, byteLengthOf, viewBufferOf, viewOffsetOf, viewLengthOf, memoryLengthOf, isArray, isView, keys, Uint8Array,
  } = host.intrinsics;

  /** Whether a string is nothing but a decimal number, with white space around it perhaps. Looks at each character once. */
  function isDecimal(text) {
    let hasDigit = false;
    for (let i = 0; i < text.length; i += 1) {
      const character = text[i];
      if (character >= "0" && character <= "9") hasDigit = true;
      // The rest of ASCII is no part of a decimal; that signs and dots stand where they may, and what else is white space, Number knows.
      else if (character > " " && character < "\x7f" && character !== "." && character !== "-" && character !== "+") return false;
    }
    return hasDigit;
  }

  /** Old scripts take numbers from regular expressions: a string of digits counts as its number. */
  function toNumber(name, value) {
    if (typeof value === "number") return value;
    if (typeof value === "string" && isDecimal(value)) {
      const number = +value;
      if (number === number) return number;
    }
    throw wrongType(name, "of type number", value);
  }

  /**
   * @param {string} name the argument's name, for the message
   * @param {*} value a number or numeric string
   * @param {number} least the least value allowed
   * @param {number} most the greatest value allowed
   * @returns {number} the integer
   * @throws {TypeError} not a number
   * @throws {RangeError} NaN, a fraction or out of range
   */
  function integer(name, value, least, most) {
    const number = toNumber(name, value);
    if (number % 1 !== 0) throw outOfRange(name, "an integer", value); // NaN for NaN and the infinities
    if (number < least || number > most) throw outOfRange(name, `>= ${least} and <= ${most}`, value);
    return number + 0; // no -0
  }

  /** The memory of an ArrayBuffer; undefined if it is none or has none. */
  function memoryOf(value) {
    try {
      memoryLengthOf(value); // throws for anything else
      return new Uint8Array(value); // and this if its memory was taken away
    } catch {
      return undefined;
    }
  }

  const INT_MAX = 2147483647;
  const NONE = [];

  // What receiving takes when it is not told: a datagram over IP is never longer.
  const DEFAULT_RECEIVE = 65536;

  /** Like integer, with a value for what is left out. */
  const optional = (name, value, least, most, missing) => value === undefined || value === null ? missing : integer(name, value, least, most);

  host.check = {
    DEFAULT_RECEIVE,

    // What bytes are expected as, for the messages: those that are sent, and room for those that come.
    DATA: "a string, a Buffer, a TypedArray, a DataView or an ArrayBuffer",
    ROOM: "a Buffer, a TypedArray, a DataView or an ArrayBuffer",

    integer,
    optional,

    /** A number of the system's: a family, a type, a protocol, an option, a descriptor. */
    number: (name, value) => integer(name, value, 0, INT_MAX),

    /** The same, with a value for what is left out. */
    optionalNumber: (name, value, missing) => optional(name, value, 0, INT_MAX, missing),

    /** @returns {number} how many bytes to receive at most */
    most: (value, name = "num") => optional(name, value, 0, 2 ** 53 - 1, DEFAULT_RECEIVE),

    isDecimal,

    /** @returns {string} the value, which must be a string */
    string(name, value) {
      if (typeof value !== "string") throw wrongType(name, "of type string", value);
      return value;
    },

    /** @returns {boolean} a flag; old scripts give 0 and 1 too */
    flag(name, value) {
      if (typeof value === "boolean") return value;
      if (value === 0 || value === 1) return value === 1;
      throw wrongType(name, "of type boolean", value);
    },

    /** @returns {Array} the names of what may be options: none of what is no object, an array, or a proxy that does not tell */
    names(value) {
      if (typeof value !== "object" || value === null || isArray(value)) return NONE;
      try {
        return keys(value);
      } catch {
        return NONE;
      }
    },

    /** @returns {boolean} whether it is an ArrayBuffer that has its memory */
    isMemory: (value) => memoryOf(value) !== undefined,

    /** @returns {Uint8Array} the bytes of a Buffer, another view (its own bytes only) or an ArrayBuffer, not copied */
    bytes(name, value, expected) {
      if (tagOf(value) === "Uint8Array") return value;
      if (!isView(value)) {
        const memory = typeof value === "object" && value !== null ? memoryOf(value) : undefined;
        if (memory === undefined) throw wrongType(name, expected, value);
        return memory;
      }
      try {
        return tagOf(value) === undefined
          ? new Uint8Array(viewBufferOf(value), viewOffsetOf(value), viewLengthOf(value))
          : new Uint8Array(bufferOf(value), offsetOf(value), byteLengthOf(value));
      } catch {
        throw wrongType(name, `${expected} whose memory was not taken away`, value);
      }
    },

    /** The same for what a call is passed as it is. Where the engine takes long to tell a view's class, the call asks for it. */
    passed: (name, value, expected) => host.isSlowToTell && isView(value) ? value : host.check.bytes(name, value, expected),

    /**
     * @param {*} value milliseconds, fractions allowed; null, undefined and Infinity are for ever
     * @returns {number} microseconds, rounded up so that a wait never ends early; -1 for ever
     */
    timeout(value) {
      if (value === undefined || value === null || value === Infinity) return -1;
      const milliseconds = toNumber("timeout", value);
      if (!(milliseconds >= 0)) throw outOfRange("timeout", ">= 0", value);
      const microseconds = milliseconds * 1000;
      if (!(microseconds < 2 ** 53)) return 2 ** 53 - 1;
      const left = microseconds % 1;
      return left === 0 ? microseconds : microseconds - left + 1;
    },
  };

  /**
   * Objects with a socket that have taken bytes from it which the script has not received yet, so that waits for reading have nothing to
   * wait for. Who makes such objects says which hold bytes, by `holds`, which is to run no code of a script's, and how many may, by `count`.
   */
  host.holding = { count: 0, holds: () => false };

  /** The socket that an argument is or, with getSocket(), has. */
  host.socketOf = function (name, value) {
    if (host.idOf(value) !== undefined) return value;
    if (value !== null && typeof value === "object" && typeof value.getSocket === "function") {
      const socket = value.getSocket();
      if (host.idOf(socket) !== undefined) return socket;
    }
    throw wrongType(name, "a Socket or an object with getSocket()", value);
  };
})
