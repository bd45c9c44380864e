// The checks of arguments, all made before any system call.
(function (host) {
  "use strict";

  const { wrongType, outOfRange } = host.errors;
  const numeric = /^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$/;

  /** Old scripts take numbers from regular expressions: a string of digits counts as its number. */
  function toNumber(name, value) {
    if (typeof value === "number") return value;
    if (typeof value === "string" && numeric.test(value)) return Number(value);
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
    if (!Number.isInteger(number)) throw outOfRange(name, "an integer", value);
    if (number < least || number > most) throw outOfRange(name, `>= ${least} and <= ${most}`, value);
    return number + 0; // no -0
  }

  const INT_MAX = 2147483647;

  host.check = {
    integer,

    /** Like integer, with a value for what is left out. */
    optional: (name, value, least, most, missing) =>
      value === undefined || value === null ? missing : integer(name, value, least, most),

    /** A number of the system's: a family, a type, a protocol, an option, a backlog. */
    number: (name, value) => integer(name, value, 0, INT_MAX),

    /** @returns {number} the port, 0 when it is left out */
    port: (value) => value === undefined || value === null ? 0 : integer("port", value, 0, 65535),

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

    /** @returns {Uint8Array} the bytes of a Buffer, another view (its own bytes only) or an ArrayBuffer, not copied */
    bytes(name, value, expected) {
      if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      if (value instanceof ArrayBuffer || Object.prototype.toString.call(value) === "[object ArrayBuffer]") {
        return new Uint8Array(value);
      }
      throw wrongType(name, expected, value);
    },

    /**
     * @param {*} value milliseconds, fractions allowed; null, undefined and Infinity are for ever
     * @returns {number} microseconds, rounded up so that a wait never ends early; -1 for ever
     */
    timeout(value) {
      if (value === undefined || value === null || value === Infinity) return -1;
      const milliseconds = toNumber("timeout", value);
      if (!(milliseconds >= 0)) throw outOfRange("timeout", ">= 0", value);
      return Math.min(Math.ceil(milliseconds * 1000), Number.MAX_SAFE_INTEGER);
    },
  };
})
