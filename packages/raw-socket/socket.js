"use strict";

const { EventEmitter } = require("node:events");
const net = require("node:net");
const { Socket: SystemSocket } = require("teasocket");
const { checkBuffer, checkFunction, checkInteger, checkNumber, partOf, wrongType } = require("./arguments.js");
const { AddressFamily, Protocol } = require("./constants.js");
const { closed, orText, textOnly } = require("./errors.js");
const { Turns } = require("./turns.js");

const MOST_BYTES = 65536; // of a packet
const MOST_AT_ONCE = 16; // packets, until others have their turn
const INT32_MIN = -0x80000000;
const UINT32_MAX = 0xffffffff;

/** Opens the system's socket. */
function open(family, protocol) {
  const domain = family === AddressFamily.IPv6 ? SystemSocket.PF_INET6 : SystemSocket.PF_INET;
  let socket;
  try {
    socket = new SystemSocket(domain, SystemSocket.SOCK_RAW, protocol);
  } catch (error) {
    // There ICMP takes no privilege in datagrams, which have the IP header as well.
    if (process.platform !== "darwin" || protocol !== Protocol.ICMP) throw error;
    socket = new SystemSocket(domain, SystemSocket.SOCK_DGRAM, protocol);
  }
  return socket.setBlocking(false);
}

/** What is left out, or is 0, is as it is by default. */
function settingsOf(options) {
  const settings = {
    addressFamily: options?.addressFamily || AddressFamily.IPv4,
    protocol: options?.protocol || Protocol.None,
    bufferSize: options?.bufferSize || 4096,
  };
  checkInteger("options.addressFamily", settings.addressFamily, AddressFamily.IPv4, AddressFamily.IPv6);
  checkInteger("options.protocol", settings.protocol, 0, 0x7fffffff);
  checkInteger("options.bufferSize", settings.bufferSize, 1, Number.MAX_SAFE_INTEGER);
  return settings;
}

/** The bytes of an option: a buffer's first ones, or those of a number, in the order of the host. */
function bytesOf(value, length) {
  if (ArrayBuffer.isView(value)) return partOf(value, 0, length ?? value.byteLength);
  if (typeof value !== "number") throw wrongType("value", "a number or a Buffer", value);
  checkInteger("value", value, INT32_MIN, UINT32_MAX);
  return new Uint32Array([value]);
}

class Socket extends EventEmitter {
  recvPaused = false;
  sendPaused = true;

  #socket;
  #version; // of IP
  #bufferSize;
  #requests = []; // to send, the next one first
  #receiving = new Turns((options) => this.#socket.readable(options), () => this.#receive(), (error) => this.#fail(error));
  #sending = new Turns((options) => this.#socket.writable(options), () => this.#sendNext(), (error) => this.#fail(error));

  constructor(options) {
    super();
    const { addressFamily, protocol, bufferSize } = settingsOf(options);
    this.#socket = orText(() => open(addressFamily, protocol));
    this.#version = addressFamily === AddressFamily.IPv6 ? 6 : 4;
    this.#bufferSize = Math.min(bufferSize, MOST_BYTES);
    this.#receiving.start();
  }

  get #isOpen() { return this.#socket.fd >= 0; }

  /** Queues a datagram. It is sent in another turn of the loop, when there is room. */
  send(buffer, offset, length, address, beforeCallback, afterCallback) {
    const [before, after] = afterCallback ? [beforeCallback, afterCallback] : [undefined, beforeCallback];
    if (before) checkFunction("beforeCallback", before);
    checkFunction("afterCallback", after);
    const error = this.#wrongSend(buffer, offset, length, address);
    if (error) {
      after.call(this, error, 0);
    } else if (!this.#isOpen) {
      setImmediate(() => after.call(this, closed(), 0));
    } else {
      this.#requests.push({ buffer, offset, length, address, before, after });
      if (this.sendPaused) this.resumeSend();
    }
    return this;
  }

  /** @returns {Error|undefined} what is wrong with the arguments of send, which its callback is told */
  #wrongSend(buffer, offset, length, address) {
    try {
      checkBuffer("buffer", buffer);
      checkInteger("offset", offset, 0, UINT32_MAX);
      checkInteger("length", length, 0, UINT32_MAX);
    } catch (error) {
      return error;
    }
    const size = buffer.byteLength;
    if (offset + length > size) {
      return new Error(`Buffer length '${size}' is not large enough for the specified offset '${offset}' plus length '${length}'`);
    }
    if (typeof address !== "string" || net.isIP(address) !== this.#version) return new Error(`Invalid IP address '${String(address)}'`);
    return undefined;
  }

  /** Sends the first of the queue; once that is empty, waits for room no more. */
  #sendNext() {
    const request = this.#requests.shift();
    if (request === undefined) {
      this.pauseSend();
      return;
    }
    const { buffer, offset, length, address, before, after } = request;
    try {
      before?.();
      if (!this.#socket.send(partOf(buffer, offset, length), address)) {
        this.#requests.unshift({ ...request, before: undefined }); // it has been called
        return;
      }
    } catch (error) {
      after.call(this, this.#isOpen ? textOnly(error) : closed(), 0);
      return;
    }
    after.call(this, null, length);
  }

  /** Emits what has come, as long as nobody pauses it. */
  #receive() {
    for (let count = 0; count < MOST_AT_ONCE && !this.recvPaused && this.#isOpen; count += 1) {
      let received;
      try {
        received = this.#socket.receiveFrom(this.#bufferSize);
      } catch (error) {
        this.emit("error", textOnly(error));
        return;
      }
      if (received === false) return;
      this.emit("message", received.data, received.address.split("%", 1)[0]); // the interface is not told
    }
  }

  /** The socket cannot be waited for. */
  #fail(error) {
    try {
      this.emit("error", textOnly(error));
    } finally {
      this.close();
    }
  }

  // Levels and options are what is left of a number in 32 bits, as there: programs pass NaN for IPPROTO_IP, which is 0.

  /** Reads an option into a buffer. @returns how many bytes it has */
  getOption(level, option, buffer, length = buffer?.byteLength) {
    checkNumber("level", level);
    checkNumber("option", option);
    checkBuffer("buffer", buffer);
    checkInteger("length", length, 0, UINT32_MAX);
    const most = Math.min(length, buffer.byteLength);
    const value = orText(() => this.#socket.getOption(option | 0, most, level | 0));
    partOf(buffer, 0, value.length).set(value);
    return value.length;
  }

  /** Sets an option to a number of 32 bits, or to the bytes of a buffer. */
  setOption(level, option, value, length) {
    checkNumber("level", level);
    checkNumber("option", option);
    const bytes = bytesOf(value, length);
    orText(() => this.#socket.setOption(option | 0, bytes, level | 0));
  }

  /** Receives no more, until it is resumed. */
  pauseRecv() {
    this.recvPaused = true;
    this.#receiving.stop();
    return this;
  }

  /** Sends no more, until it is resumed, as the next send does. */
  pauseSend() {
    this.sendPaused = true;
    this.#sending.stop();
    return this;
  }

  /** Receives again. */
  resumeRecv() {
    this.recvPaused = false;
    if (this.#isOpen) this.#receiving.start();
    return this;
  }

  /** Sends what is queued. */
  resumeSend() {
    this.sendPaused = false;
    if (this.#isOpen) this.#sending.start();
    return this;
  }

  /** Closes the socket, tells those that have not sent yet, and emits "close", each time. */
  close() {
    this.#receiving.stop();
    this.#sending.stop();
    orText(() => this.#socket.close());
    for (const { after } of this.#requests.splice(0)) {
      try {
        after.call(this, closed(), 0);
      } catch (error) {
        process.nextTick(() => { throw error; }); // uncaught, and the others are told
      }
    }
    this.emit("close");
    return this;
  }
}

exports.Socket = Socket;
