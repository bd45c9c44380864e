"use strict";

// Errors as raw-socket makes them, of what teasocket has thrown.

/**
 * Runs a call of teasocket's.
 * @throws Error the system's text alone, with the number, the name and the call beside it
 */
exports.orText = function orText(call) {
  try {
    return call();
  } catch (cause) {
    throw exports.textOnly(cause);
  }
};

/** An error whose message is the system's text alone; what is no error of the system's is left as it is. */
exports.textOnly = function textOnly(cause) {
  const { code, errno, syscall, message } = cause;
  if (typeof errno !== "number") return cause;
  const text = message.slice(message.indexOf(": ") + 2); // in front stand the call, the error's name and an address
  return Object.assign(new Error(text, { cause }), { code, errno, syscall });
};

/** What a send meets whose socket is closed. */
exports.closed = () => Object.assign(new Error("The socket is closed"), { code: "EBADF" });
