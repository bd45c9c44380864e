"use strict";

// What is to be written: bytes, descriptors that go along with the first of them, and whom to tell.

const { Socket } = require("teasocket");
const { failure, wrongType } = require("./errors.js");

/** More than these the system does not take at once, SCM_MAX_FD. */
const MOST_DESCRIPTORS = 253;

const FORMS = "a Buffer, another Uint8Array, a string, an array of descriptors, or an object { data, fds, callback }";
const BYTES = "a Buffer, another Uint8Array, or a string";
const nothing = new Uint8Array(0);

/** What one write is about. */
class Outgoing {
  /** What the program has given. */
  #given;
  #callback;
  /** Descriptors of our own for the same files, once those of the program are not to be relied on any more. */
  #held;
  #isOver = false;

  constructor(given, data, fds, callback) {
    this.#given = given;
    this.#callback = callback;
    this.data = data;
    this.fds = fds;
  }

  /** Nothing but bytes: there is nobody to tell, and nothing to hold. */
  get isPlain() { return this.fds.length === 0 && this.#callback === undefined; }

  /** What to send: the program's own descriptors while it is in its call, after that those that are held. */
  get descriptors() { return this.#held ?? this.fds; }

  /**
   * Takes descriptors of our own: when the program's call has returned it may close its own, and the system may give their numbers to other
   * files. The system makes them when they are passed, so they are passed to ourselves.
   */
  hold() {
    if (this.#isOver || this.#held !== undefined || this.fds.length === 0) return;
    const [from, to] = Socket.pair();
    try {
      from.sendMessage({ data: "x", descriptors: this.fds });
      const { descriptors = [] } = to.receiveMessage({ size: 1 });
      this.#held = descriptors;
      if (descriptors.length < this.fds.length) throw failure("EMFILE", "USocket has no descriptors left to keep those that are to be sent");
    } finally {
      from.close();
      to.close();
    }
  }

  /** They have been sent: the program may close its own. */
  sent() {
    if (this.#end()) this.#callback?.(this.#given);
  }

  /** They never will be: the program may close its own, too. */
  failed(error) {
    if (this.#end()) this.#callback?.(this.#given, error);
  }

  #end() {
    if (this.#isOver) return false;
    this.#isOver = true;
    for (const descriptor of this.#held ?? []) descriptor.close();
    this.#held = undefined;
    return true;
  }
}

/**
 * Reads what `write` was given, in any of its forms.
 * @param encoding of a string
 * @throws {TypeError} it has none of these forms; {RangeError} too many descriptors
 */
function outgoing(chunk, encoding) {
  if (isBytes(chunk)) return new Outgoing(chunk, bytesOf(chunk, encoding), [], undefined);
  if (Array.isArray(chunk)) return new Outgoing(chunk, bytesOf(nothing), descriptorsOf("chunk", chunk), undefined);
  if (typeof chunk !== "object" || chunk === null) throw wrongType("chunk", FORMS, chunk);
  const { data, fds, callback } = chunk;
  if ((data ?? fds ?? null) === null) throw wrongType("chunk", `${FORMS}; one without data has fds`, chunk);
  if ((data ?? null) !== null && !isBytes(data)) throw wrongType("chunk.data", BYTES, data);
  if ((callback ?? null) !== null && typeof callback !== "function") throw wrongType("chunk.callback", "a function", callback);
  return new Outgoing(chunk, bytesOf(data ?? nothing, encoding), (fds ?? null) === null ? [] : descriptorsOf("chunk.fds", fds), callback ?? undefined);
}

const isBytes = (value) => typeof value === "string" || value instanceof Uint8Array;

/** A Buffer of its own, over the same memory, by which what belongs to it is found again. */
function bytesOf(data, encoding) {
  return typeof data === "string" ? Buffer.from(data, encoding ?? undefined) : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}

function descriptorsOf(name, fds) {
  if (!Array.isArray(fds)) throw wrongType(name, "an array of descriptors", fds);
  const wrong = fds.findIndex((fd) => !Number.isInteger(fd) || fd < 0 || fd > 0x7fffffff);
  if (wrong >= 0) throw wrongType(`${name}[${wrong}]`, "a descriptor, a whole number from 0 on", fds[wrong]);
  if (fds.length > MOST_DESCRIPTORS) throw tooMany(fds.length);
  return [...fds];
}

function tooMany(count) {
  const message = `USocket passes at most ${MOST_DESCRIPTORS} descriptors with one write, and those that were written without bytes before it. There are ${count}`;
  return Object.assign(new RangeError(message), { code: "ERR_OUT_OF_RANGE" });
}

module.exports = { MOST_DESCRIPTORS, outgoing, tooMany };
