"use strict";

const { Duplex } = require("node:stream");
const { Socket } = require("teasocket");
const { failure, wrongType } = require("./errors.js");
const { Incoming } = require("./incoming.js");
const { MOST_DESCRIPTORS, outgoing, tooMany } = require("./outgoing.js");

/** How many descriptors may wait to be read before no more are received. */
const MOST_WAITING = 1024;

/** How many bytes are received at once, at most. */
const SIZE = 65536;

const { MSG_DONTWAIT } = Socket;

/** A stream over a Unix socket that carries descriptors beside its bytes. */
class USocket extends Duplex {
  #socket;
  #isConnected = false;
  #isRefed = true;

  #incoming = new Incoming();
  #received = 0; // bytes, so far
  #isWanted = false; // the stream has room
  #isReceiving = false;
  #hasEnded = false; // the peer has
  #hasReader = false; // the program reads
  #readsDescriptors = false; // it does so by read(length, count)

  #extras = new WeakMap(); // what goes along with a Buffer that the stream has queued
  #unsent = []; // descriptors that were written without bytes, for the next ones
  #delayed; // what is to be done once connected
  #isSent = false; // all of it, and the peer knows

  constructor(options, callback) {
    const given = typeof options === "object" && options !== null && !(options instanceof Uint8Array) ? options : { path: options };
    const { allowHalfOpen = true, readableHighWaterMark, writableHighWaterMark, highWaterMark } = given;
    super({ allowHalfOpen, readableHighWaterMark, writableHighWaterMark, highWaterMark });
    if ((given.fd ?? given.path ?? null) !== null) this.connect(given, callback);
  }

  /** The descriptor; undefined before the socket is connected, and -1 once it is closed. */
  get fd() { return this.#isConnected ? this.#socket.fd : undefined; }

  /** Whether a connect is under way. */
  get connecting() { return this.#socket !== undefined && !this.#isConnected && !this.destroyed; }

  connect(options, callback) {
    const given = typeof options === "object" && options !== null && !(options instanceof Uint8Array) ? options : { path: options };
    const { path, fd } = given;
    if (this.#socket !== undefined) throw failure("EISCONN", "USocket is connected, or has been");
    if (this.destroyed) throw failure("ERR_STREAM_DESTROYED", "USocket is destroyed");
    if ((callback ?? null) !== null && typeof callback !== "function") throw wrongType("callback", "a function", callback);
    if ((fd ?? null) !== null) this.#adopt(fd, callback);
    else if (typeof path === "string" || path instanceof Uint8Array) this.#connect(path, callback);
    else throw wrongType("path", "a string or a Buffer, where there is no fd", path);
    return this;
  }

  #adopt(fd, callback) {
    this.#socket = fd instanceof Socket ? fd : Socket.fromDescriptor(fd);
    this.#isConnected = true;
    this.#setRef(this.#isRefed);
    if (callback) process.nextTick(callback);
  }

  #connect(path, callback) {
    if (callback) this.once("connected", callback);
    try {
      this.#socket = new Socket(Socket.PF_UNIX, Socket.SOCK_STREAM);
    } catch (error) {
      this.destroy(error);
      return;
    }
    this.#setRef(this.#isRefed);
    settle(this.#socket.connectAsync(path), () => this.#connected(), (error) => this.destroy(error));
  }

  #connected() {
    if (this.destroyed) return;
    this.#isConnected = true;
    const delayed = this.#delayed;
    this.#delayed = undefined;
    try {
      this.emit("connected");
    } finally {
      delayed?.();
      this.#receive();
    }
  }

  /** Does something once connected; or lets it fail. */
  #whenConnected(action, callback) {
    if (this.#isConnected) action();
    else if (this.#socket === undefined) callback(failure("ENOTCONN", "USocket is not connected"));
    else this.#delayed = (error) => (error === undefined ? action() : callback(error));
  }

  ref() { return this.#setRef(true); }

  unref() { return this.#setRef(false); }

  #setRef(isRefed) {
    this.#isRefed = isRefed;
    if (isRefed) this.#socket?.ref();
    else this.#socket?.unref();
    return this;
  }

  // ---- reading -----------------------------------------------------------------------------------------------------

  read(length, count) {
    if (count === undefined) return this.#readBytes(length);
    if (count !== null && !(Number.isInteger(count) && count >= 0)) throw wrongType("count", "a whole number from 0 on, or null for all", count);
    this.#readsDescriptors = true;
    if (count !== null && this.#incoming.length < count) {
      this.#readBytes(0); // for more to come
      return null;
    }
    const start = this.#position;
    const data = this.#readBytes(length);
    if (length && data === null) return null;
    const fds = this.#incoming.take(count ?? this.#countFor(length, start));
    this.#receive();
    return data === null && fds.length === 0 ? null : { data, fds };
  }

  #readBytes(length) {
    if (length !== 0) this.#hasReader = true;
    const data = super.read(length);
    this.#receive();
    return data;
  }

  /** How many bytes the program has read. */
  get #position() { return this.#received - this.readableLength; }

  /** How many descriptors `null` stands for. */
  #countFor(length, start) {
    // Text has another length than its bytes, and where no bytes are asked for, all are meant that have come.
    return length === 0 || this.readableEncoding ? this.#incoming.length : this.#incoming.countWithin(start, this.#position);
  }

  unshift(chunk, fdsOrEncoding, more) {
    const hasEncoding = typeof fdsOrEncoding === "string";
    const fds = (hasEncoding ? undefined : fdsOrEncoding) ?? more ?? [];
    if (!Array.isArray(fds)) throw wrongType("fds", "an array of descriptors", fds);
    const hasData = (chunk ?? null) !== null;
    const hasRoom = hasData ? super.unshift(chunk, hasEncoding ? fdsOrEncoding : undefined) : true;
    if (fds.length > 0) this.#putBack(fds, hasData);
    return hasRoom;
  }

  #putBack(fds, hasData) {
    this.#readsDescriptors = true;
    this.#incoming.putBack(fds, this.#position);
    if (this.destroyed) this.#incoming.close();
    else if (!hasData) this.emit("readable");
  }

  _read() {
    this.#isWanted = true;
    this.#receive();
  }

  #receive() {
    if (!this.#isWanted || this.#isReceiving || this.#hasEnded || !this.#isConnected || this.destroyed || !this.#hasRoom()) return;
    this.#isReceiving = true;
    settle(this.#socket.receiveMessageAsync({ size: SIZE }), (message) => this.#arrived(message), (error) => this.destroy(error));
  }

  /** Whether more descriptors may come: a peer that sends them to a program that takes none must not use them up. */
  #hasRoom() {
    if (this.#incoming.ownedCount < MOST_WAITING) return true;
    if (this.#readsDescriptors || this.readableLength > 0) return false;
    this.#incoming.close(); // all their bytes have been read by a program that does not ask for them
    return true;
  }

  #arrived({ data, descriptors = [], controlTruncated }) {
    this.#isReceiving = false;
    this.#isWanted = false;
    this.#incoming.add(descriptors, this.#received, this.#received + data.length);
    if (this.destroyed) return this.#incoming.close();
    if (controlTruncated) {
      return this.destroy(failure("EMFILE", "USocket has lost descriptors that were sent to it: the process may not have so many"));
    }
    this.#received += data.length;
    if (descriptors.length === 0) return this.#push(data);
    try {
      if (this.listenerCount("fds") > 0) this.emit("fds", this.#incoming.tell(MOST_WAITING));
    } finally {
      if (data.length > 0) this.#push(data);
      else this.#arrivedAlone();
    }
  }

  /** No Linux does it, but descriptors may come without bytes. */
  #arrivedAlone() {
    this.#isWanted = true;
    this.emit("readable");
    this.#receive();
  }

  #push(data) {
    if (this.destroyed) return;
    if (data.length === 0) return this.#ended();
    let hasRoom = true; // as far as is known where a listener throws
    try {
      hasRoom = this.push(data);
    } finally {
      if (hasRoom) this.#isWanted = true;
      this.#receive();
    }
  }

  #ended() {
    this.#hasEnded = true;
    this.push(null);
    super.read(0); // where nothing is left to be read, 'end' comes even if nobody reads
    this.#closeIfOver();
  }

  /** With the end of both directions the system has nothing more for this, whether or not all has been read. */
  #closeIfOver() {
    if (!this.#hasEnded || !this.#isSent) return;
    this.#socket.close();
    const isRead = this.#hasReader || this.readableFlowing !== null || this.listenerCount("readable") > 0;
    if (!isRead) this.destroy();
  }

  // ---- writing -----------------------------------------------------------------------------------------------------

  write(chunk, encodingOrCallback, callback) {
    const [encoding, done] = typeof encodingOrCallback === "function" ? [undefined, encodingOrCallback] : [encodingOrCallback, callback];
    const message = outgoing(chunk, encoding);
    if (message.isPlain) return super.write(message.data, done);
    const count = this.#unsent.reduce((sum, { fds }) => sum + fds.length, message.fds.length);
    if (count > MOST_DESCRIPTORS) throw tooMany(count);
    this.#extras.set(message.data, message);
    const hasRoom = super.write(message.data, (error) => {
      if (error) message.failed(error);
      done?.(error);
    });
    this.#hold(message);
    return hasRoom;
  }

  /** Keeps descriptors that could not be sent within the program's call. */
  #hold(message) {
    if (this.destroyed || this.writableEnded) return;
    try {
      message.hold();
    } catch (error) {
      this.destroy(error); // what follows must not be sent without them
    }
  }

  writeWithFds(bytes, fds, callback) {
    return this.write({ data: bytes, fds }, callback);
  }

  end(chunk, encoding, callback) {
    if (typeof chunk === "function") return super.end(chunk);
    if ((chunk ?? null) !== null) this.write(chunk, typeof encoding === "function" ? undefined : encoding);
    return super.end(typeof encoding === "function" ? encoding : callback);
  }

  _write(data, _, callback) {
    this.#whenConnected(() => this.#send(data, callback), callback);
  }

  #send(data, callback) {
    const message = this.#extras.get(data);
    if (data.length === 0) {
      if (message?.fds.length > 0) this.#unsent.push(message);
      else message?.sent();
      return callback();
    }
    const messages = message === undefined ? this.#unsent : [...this.#unsent, message];
    this.#unsent = [];
    const failed = (error) => {
      for (const one of messages) one.failed(error);
      callback(error);
    };
    const sent = () => {
      for (const one of messages) one.sent();
      callback();
    };
    try {
      this.#sendWith(messages, data, sent, failed);
    } catch (error) {
      failed(error);
    }
  }

  #sendWith(messages, data, sent, failed) {
    const descriptorsOf = () => messages.flatMap(({ descriptors }) => descriptors);
    const count = this.#socket.sendMessage({ data, descriptors: descriptorsOf(), flags: MSG_DONTWAIT });
    if (count === true) return sent();
    if (count !== false) return settle(this.#socket.sendAsync(data.subarray(count)), sent, failed); // they went with the first byte
    for (const one of messages) one.hold();
    settle(this.#socket.sendMessageAsync({ data, descriptors: descriptorsOf() }), sent, failed);
  }

  // ---- the end -----------------------------------------------------------------------------------------------------

  _final(callback) {
    if (this.#socket === undefined) return callback();
    this.#whenConnected(() => this.#shutDown(callback), callback);
  }

  #shutDown(callback) {
    if (this.#unsent.length > 0) {
      return callback(failure("ERR_USOCKET_NO_BYTES", "USocket was given descriptors and no bytes after them, without which they cannot be sent"));
    }
    try {
      this.#socket.shutdown("write");
    } catch (error) {
      if (error.code !== "ENOTCONN") return callback(error); // the peer has gone, which reading tells
    }
    this.#isSent = true;
    callback();
    super.read(0); // to learn of the peer's end
    this.#closeIfOver();
  }

  _destroy(error, callback) {
    const reason = error ?? failure("ERR_STREAM_DESTROYED", "USocket was destroyed before this was sent");
    this.#socket?.close();
    this.#incoming.close();
    for (const message of this.#unsent.splice(0)) message.failed(reason);
    const delayed = this.#delayed;
    this.#delayed = undefined;
    delayed?.(reason);
    callback(error);
  }
}

/** Goes on outside of the promise, where whatever a listener throws is an uncaught exception as from any other stream. */
function settle(promise, fulfilled, rejected) {
  promise.then((value) => process.nextTick(fulfilled, value), (error) => process.nextTick(rejected, error));
}

module.exports = { USocket };
