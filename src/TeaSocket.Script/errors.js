// The errors that scripts see: a SocketError for a failed system call, a TypeError or RangeError with one of Node's
// codes for a wrong argument.
(function (host) {
  "use strict";

  /**
   * A failed system call, shaped like Node's system errors.
   * @property {string} code the error's name, "ECONNREFUSED"; "ENOTFOUND" for a name that does not resolve
   * @property {number} errno the system's error number, negative
   * @property {string} syscall the failed call, "connect"
   * @property {string} [address] the address that the call was given
   * @property {number} [port] its port
   * @property {string} [hostname] the name that did not resolve
   * @property {number} [bytesSent] what a blocking send had handed over before it failed
   * @property {number} [messagesSent] how many datagrams sendMany had handed over before one failed
   */
  class SocketError extends Error {
    constructor({ message, kind, ...details }) {
      super(message);
      Object.assign(this, details);
    }
  }
  Object.defineProperty(SocketError.prototype, "name", { value: "SocketError", writable: true, configurable: true });

  const withCode = (error, code) => Object.assign(error, { code });

  /** Shows a value in an error's message, as Node does: short, and never by running the script's code. */
  function show(value) {
    switch (typeof value) {
      case "undefined": return "undefined";
      case "string": return `type string (${JSON.stringify(value.length > 28 ? value.slice(0, 25) + "..." : value)})`;
      case "function": return "a function";
      case "object": return value === null ? "null" : Array.isArray(value) ? "an array" : "an object";
      default: return `type ${typeof value} (${String(value)})`;
    }
  }

  host.errors = {
    SocketError,

    /** @returns {TypeError} ERR_INVALID_ARG_TYPE for an argument of the wrong type */
    wrongType: (name, expected, value) => withCode(
      new TypeError(`The "${name}" argument must be ${expected}. Received ${show(value)}`), "ERR_INVALID_ARG_TYPE"),

    /** @returns {RangeError} ERR_OUT_OF_RANGE for a number that is not in the range */
    outOfRange: (name, expected, value) => withCode(
      new RangeError(`The value of "${name}" is out of range. It must be ${expected}. Received ${String(value)}`), "ERR_OUT_OF_RANGE"),

    /** @returns {Error} what the last call of the table that failed has failed with */
    last() {
      const details = JSON.parse(host.natives.failure());
      if (details.kind === "system") return new SocketError(details);
      const subject = details.argument === undefined ? "" : `The "${details.argument}" argument `;
      const hint = details.kind === "name" ? "; use Socket.getAddrInfo to resolve a name" : "";
      return details.kind === "range"
        ? withCode(new RangeError(subject + details.message), "ERR_OUT_OF_RANGE")
        : withCode(new TypeError(subject + details.message + hint), "ERR_INVALID_ARG_TYPE");
    },
  };
})
