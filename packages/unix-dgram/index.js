"use strict";

// What the addon unix-dgram does, on top of teasocket: events and callbacks come inside the call that they are about, and errors
// are the system's numbers. Programs rely on both.

const dgram = require("node:dgram");
const { EventEmitter } = require("node:events");
const os = require("node:os");

const { EAGAIN, ENAMETOOLONG, ENOBUFS, ENOENT } = os.constants.errno;

const MOST_BYTES = 65536; // of a datagram
const MOST_AT_ONCE = 16; // datagrams, until others have their turn
const CONGESTED = 1; // the code of what is no error of the system's
const ABSTRACT = process.platform === "linux" ? "@" : undefined; // what systemd begins abstract names with

/**
 * @param {string} type "unix_dgram", or "udp4" or "udp6" for a socket of node:dgram
 * @param {(message: Buffer, info: object) => void} [listener] added for "message"
 * @throws of socket(2)
 */
exports.createSocket = function createSocket(type, listener) {
  if (type === "udp4" || type === "udp6") return dgram.createSocket(type, listener);
  if (type !== "unix_dgram") throw new Error(`Unsupported socket type: ${type}`);
  return new Socket(listener);
};

/** Opens the system's socket. The library is loaded when it is first needed: UDP works where there is none. */
function open() {
  if (process.platform === "win32") throw new Error("Unix datagrams not available on this platform");
  const system = require("teasocket").Socket;
  try {
    return new system(system.PF_UNIX, system.SOCK_DGRAM).setBlocking(false);
  } catch (cause) {
    throw failure("socket", cause);
  }
}

/** An error as unix-dgram makes them: the system's negative number as its code. */
function failure(syscall, cause, errno = cause.errno) {
  return Object.assign(new Error(`${syscall} ${errno}`, { cause }), { errno, code: errno, syscall });
}

/** The same of what teasocket has thrown; a wrong argument is thrown again. */
function failureOf(syscall, cause) {
  if (typeof cause.errno === "number") return failure(syscall, cause);
  if (cause.code === "ERR_OUT_OF_RANGE") return failure(syscall, cause, -ENAMETOOLONG); // all that can be out of range is the path
  throw cause;
}

function invalid(Kind, code, message) {
  return Object.assign(new Kind(message), { code });
}

/** A path as teasocket takes it: abstract names of Linux begin with a NUL, which systemd writes as "@". */
function addressOf(path) {
  if (ArrayBuffer.isView(path)) return path;
  if (typeof path !== "string") {
    throw invalid(TypeError, "ERR_INVALID_ARG_TYPE", `The "path" argument must be a string or a Buffer. Received ${typeof path}`);
  }
  if (path.includes("\0", 1)) {
    throw invalid(TypeError, "ERR_INVALID_ARG_VALUE", 'The "path" argument must have no NUL but in front, for an abstract name');
  }
  return path[0] === ABSTRACT ? `\0${path.slice(1)}` : path;
}

function checkBuffer(buffer) {
  if (!ArrayBuffer.isView(buffer)) {
    throw invalid(TypeError, "ERR_INVALID_ARG_TYPE", `The "buffer" argument must be a Buffer. Received ${typeof buffer}`);
  }
}

/** A part of a buffer; what is not in it is refused. */
function partOf(buffer, offset, length) {
  for (const [name, value, most] of [["offset", offset, buffer.byteLength], ["length", length, buffer.byteLength - offset]]) {
    if (typeof value !== "number") {
      throw invalid(TypeError, "ERR_INVALID_ARG_TYPE", `The "${name}" argument must be a number. Received ${typeof value}`);
    }
    if (!Number.isInteger(value) || value < 0 || value > most) {
      throw invalid(RangeError, "ERR_OUT_OF_RANGE", `The "${name}" argument must be an integer from 0 to ${most}. Received ${value}`);
    }
  }
  return new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length);
}

function notImplemented() {
  throw new Error("not implemented");
}

class Socket extends EventEmitter {
  #socket = open();
  #waiting; // for room, an AbortController

  constructor(listener) {
    super();
    this.fd = this.#socket.fd;
    this.type = "unix_dgram";
    this.connected = false;
    if (typeof listener === "function") this.on("message", listener);
    this.#receive();
  }

  get #isOpen() { return this.#socket.fd >= 0; }

  /** Binds to a path, which is left behind. Emits "listening" or "error". */
  bind(path) {
    if (this.#address("bind", path)) this.emit("listening");
  }

  /** Connects to a path. Emits "connect" or "error". */
  connect(path) {
    if (!this.#address("connect", path)) return;
    this.connected = true;
    this.emit("connect");
  }

  /** Calls bind or connect, and tells of an error. */
  #address(call, path) {
    const address = addressOf(path);
    const error = this.#unlessWaiting(() => {
      if (address.length === 0) return failure(call, undefined, -ENOENT);
      try {
        this.#socket[call](address);
      } catch (cause) {
        return failureOf(call, cause);
      }
    });
    if (error) this.emit("error", error);
    return !error;
  }

  /**
   * Sends a datagram: all of a buffer to whom the socket is connected to, or else a part of it to a path.
   * Calls back, or without a callback emits "error" or "congestion".
   */
  send(buffer, offset, length, path, callback) {
    checkBuffer(buffer);
    const error = this.connected ? this.#send(buffer) : this.#send(partOf(buffer, offset, length), addressOf(path));
    if (error?.code === CONGESTED) this.#awaitRoom();
    const done = this.connected ? offset : callback;
    if (typeof done === "function") {
      if (error) done(error);
      else done();
    } else if (error?.code === CONGESTED) {
      this.emit("congestion", buffer);
    } else if (error) {
      this.emit("error", error);
    }
  }

  /** Another name of send. */
  sendto(buffer, offset, length, path, callback) {
    return this.send(buffer, offset, length, path, callback);
  }

  /** @returns {Error|undefined} what went wrong */
  #send(bytes, address) {
    if (address?.length === 0) return failure("send", undefined, -ENOENT);
    return this.#unlessWaiting(() => {
      try {
        const isSent = address === undefined ? this.#socket.send(bytes) : this.#socket.send(bytes, address);
        if (isSent) return undefined;
      } catch (cause) {
        if (cause.errno !== -ENOBUFS || address !== undefined) return failureOf("send", cause);
      }
      return address === undefined ? Object.assign(new Error("congestion"), { code: CONGESTED }) : failure("send", undefined, -EAGAIN);
    });
  }

  /** Makes a call while nothing waits for room: teasocket refuses it otherwise. */
  #unlessWaiting(call) {
    const wasWaiting = this.#waiting !== undefined;
    this.#waiting?.abort();
    this.#waiting = undefined;
    try {
      return call();
    } finally {
      if (wasWaiting) this.#awaitRoom();
    }
  }

  /** Emits "writable" once there is room, in a turn of the loop of its own. */
  #awaitRoom() {
    if (this.#waiting !== undefined) return;
    const waiting = this.#waiting = new AbortController();
    this.#socket.writable({ signal: waiting.signal }).then(() => setImmediate(() => {
      if (this.#waiting !== waiting) return;
      this.#waiting = undefined;
      if (this.#isOpen) this.emit("writable");
    }), () => {});
  }

  /** Waits for datagrams. Listeners run outside of the promise, so that what they throw is an uncaught exception. */
  #receive() {
    this.#socket.readable().then(() => process.nextTick(() => this.#emitMessages()), () => {});
  }

  #emitMessages() {
    let isEmpty = false;
    try {
      for (let count = 0; count < MOST_AT_ONCE && this.#isOpen && !isEmpty; count += 1) isEmpty = !this.#emitMessage();
    } finally {
      if (this.#isOpen) {
        if (isEmpty) this.#receive();
        else setImmediate(() => this.#emitMessages());
      }
    }
  }

  /** @returns {boolean} whether there was one, or an error */
  #emitMessage() {
    let received;
    try {
      received = this.#socket.receiveFrom(MOST_BYTES);
    } catch (cause) {
      this.emit("error", failure("recv", cause));
      return true;
    }
    if (received === false) return false;
    const { data, address } = received;
    this.emit("message", data, { size: data.length, address: {}, path: address.length === 0 ? null : address });
    return true;
  }

  /** Closes the socket, at once. Once it is closed this does nothing. */
  close() {
    this.fd = -1;
    this.#waiting?.abort();
    try {
      this.#socket.close();
    } catch (cause) {
      throw failure("close", cause);
    }
  }

  /** The socket keeps the process alive, as at first. */
  ref() {
    if (this.#isOpen) this.#socket.ref();
    return this;
  }

  /** The socket does not keep the process alive. */
  unref() {
    if (this.#isOpen) this.#socket.unref();
    return this;
  }
}

for (const name of ["address", "setTTL", "setBroadcast", "setMulticastTTL", "setMulticastLoopback", "addMembership", "dropMembership"]) {
  Object.defineProperty(Socket.prototype, name, { value: notImplemented, configurable: true, writable: true });
}
