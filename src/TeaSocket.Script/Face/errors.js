// The errors that scripts see: a SocketError for a failed system call, a TypeError or RangeError with one of Node's
// codes for a wrong argument.
(function (host) {
  "use strict";

  const { define, slots, results: { FAILED }, layout: { ATTEMPT } } = host;
  const { Error, RangeError, String, TypeError, getOwnPropertyDescriptor, indexOf, isArray, quote, textSlice } = host.intrinsics;

  /**
   * A failed system call, shaped like Node's system errors.
   * @property {string} code the error's name, "ECONNREFUSED"; "ENOTFOUND" for a name that does not resolve
   * @property {number} errno the system's error number, negative
   * @property {string} syscall the failed call, "connect"
   * @property {string} [address] the address that the call was given
   * @property {number} [port] its port
   * @property {string} [hostname] the name that did not resolve
   * @property {number} [bytesSent] what a blocking send or sendFile had handed over before it failed
   * @property {string} [path] the file that was to be sent
   * @property {number} [messagesSent] how many datagrams sendMany had handed over before one failed
   */
  class SocketError extends Error {
    constructor(message) { super(message); } // the one that is left out would iterate over its arguments
  }
  define(SocketError.prototype, "name", "SocketError", false);

  /**
   * Leaves out the frames of this module, which stand on top: what a script's author looks for is the script's own line.
   * `teasocket:` is how hosts call the module's sources.
   */
  function withoutOwnFrames(error) {
    const { stack } = error;
    if (typeof stack !== "string") return error;
    const own = indexOf(stack, "teasocket:");
    if (own < 0) return error;
    let first = own; // the beginning of the first own frame's line
    while (first > 0 && stack[first - 1] !== "\n") first -= 1;
    let rest = first;
    for (let line = first, end; line < stack.length; line = end + 1) {
      end = indexOf(stack, "\n", line);
      if (end < 0) end = stack.length;
      const found = indexOf(stack, "teasocket:", line);
      if (found < 0 || found > end) break;
      rest = end + 1;
    }
    define(error, "stack", textSlice(stack, 0, first) + textSlice(stack, rest), false);
    return error;
  }

  /**
   * An error with a code. It ends an attempt, see awaiting.js: a script's own function may make its stack.
   * @param Type its class
   */
  function made(Type, message, code) {
    slots[ATTEMPT] = 0;
    const error = new Type(message);
    define(error, "code", code);
    return withoutOwnFrames(error);
  }

  /** Shows a value in an error's message, as Node does: short, and never by running the script's code. */
  function show(value) {
    switch (typeof value) {
      case "undefined": return "undefined";
      case "string": return `type string (${quote(value.length > 28 ? textSlice(value, 0, 25) + "..." : value)})`;
      case "function": return "a function";
      case "object": return value === null ? "null" : isArray(value) ? "an array" : "an object";
      default: return `type ${typeof value} (${String(value)})`;
    }
  }

  const DETAILS = ["code", "errno", "syscall", "address", "port", "hostname", "bytesSent", "messagesSent", "path"];

  function socketError(failure) {
    slots[ATTEMPT] = 0;
    const error = new SocketError(failure.message);
    for (let i = 0; i < DETAILS.length; i += 1) {
      const value = failure[DETAILS[i]];
      if (value !== undefined) define(error, DETAILS[i], value);
    }
    return withoutOwnFrames(error);
  }

  // What is thrown, and caught again, where an attempt is refused, see stack.js. No script sees it.
  const UNPROVEN = {};

  host.errors = {
    SocketError,
    UNPROVEN,

    /** @returns {TypeError} ERR_INVALID_ARG_TYPE for an argument of the wrong type */
    wrongType: (name, expected, value) => made(
      TypeError, `The "${name}" argument must be ${expected}. Received ${show(value)}`, "ERR_INVALID_ARG_TYPE"),

    /** @returns {RangeError} ERR_OUT_OF_RANGE for a number that is not in the range */
    outOfRange: (name, expected, value) => made(
      RangeError, `The value of "${name}" is out of range. It must be ${expected}. Received ${typeof value === "string" ? quote(value) : String(value)}`,
      "ERR_OUT_OF_RANGE"),

    /** @returns {TypeError} ERR_INVALID_ARG_TYPE for more arguments than there are parameters */
    surplus: (call, hint) => made(TypeError, `${call} takes no further argument. ${hint}`, "ERR_INVALID_ARG_TYPE"),

    /** @returns {Error} with a code of the module's own, for an object of the host's that does not give what is needed */
    unusable: (text, code) => made(Error, text, code),

    /** Adds to an error, by the name that it has there, how much earlier calls had handed over before the one that has failed. */
    withSent(error, sent, name = "bytesSent") {
      const all = sent + (error[name] ?? 0);
      if (all > 0) define(error, name, all);
      return error;
    },

    /** Whether it is the error of a system's call, as last() makes it. */
    isSystem: (error) => getOwnPropertyDescriptor(error, "syscall") !== undefined,

    /** @returns {Error} ERR_FEATURE_UNAVAILABLE_ON_PLATFORM for what a host has not */
    unsupported: (text) => made(Error, text, "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM"),

    /**
     * @param {string} [name] what the script knows the address by, where that is not "address"
     * @returns {Error} what the last call of the table that failed has failed with
     */
    last(name = "address") {
      const all = host.natives.failure();
      const failure = all[0];
      if (failure.kind === "system") return socketError(failure);
      if (failure.kind === "stack") return UNPROVEN;
      const argument = failure.argument === "address" ? name : failure.argument;
      const subject = argument === undefined ? "" : `The "${argument}" argument `;
      const hint = failure.kind === "name" ? "; use Socket.getAddrInfo to resolve a name" : "";
      return failure.kind === "range"
        ? made(RangeError, subject + failure.message, "ERR_OUT_OF_RANGE")
        : made(TypeError, subject + failure.message + hint, "ERR_INVALID_ARG_TYPE");
    },
  };

  /** The result of a table function: throws if the function failed. */
  host.checked = function (result) {
    if (result === FAILED || result === undefined) throw host.errors.last();
    return result;
  };
})
