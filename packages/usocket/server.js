"use strict";

const EventEmitter = require("node:events");
const { lstatSync, unlinkSync } = require("node:fs");
const { Socket } = require("teasocket");
const { failure, wrongType } = require("./errors.js");
const { USocket } = require("./socket.js");

/** How many connections wait to be accepted where nobody says. */
const BACKLOG = 16;

/** Listens at a path, and gives a USocket for each connection. */
class UServer extends EventEmitter {
  #opening; // the listen that counts
  #socket;
  #accepting; // ends the accept that is under way
  #kept = []; // connections that were accepted just when it was paused
  #isRefed = true;

  constructor() {
    super();
    this.paused = false;
    this.listening = false;
  }

  /** The descriptor; undefined when it does not listen. */
  get fd() { return this.#socket?.fd; }

  listen(path, ...more) {
    const { backlog = BACKLOG, callback, at } = listening(path, more);
    if (this.#opening !== undefined) throw failure("ERR_SERVER_ALREADY_LISTEN", "UServer listens already");
    if (callback) this.once("listening", callback);
    const opening = {};
    this.#opening = opening;
    try {
      this.#open(at, backlog);
      process.nextTick(() => this.#listens(opening));
    } catch (error) {
      process.nextTick(() => this.#failed(opening, error));
    }
    return this;
  }

  #open(path, backlog) {
    this.#socket = new Socket(Socket.PF_UNIX, Socket.SOCK_STREAM);
    this.#setRef(this.#isRefed);
    removeSocket(path);
    this.#socket.bind(path).listen(backlog);
  }

  #listens(opening) {
    if (opening !== this.#opening) return; // closed meanwhile
    this.listening = true;
    try {
      this.emit("listening");
    } finally {
      this.#accept();
    }
  }

  pause() {
    this.paused = true;
    this.#accepting?.abort();
    this.#accepting = undefined;
    return this;
  }

  resume() {
    this.paused = false;
    const kept = this.#kept.splice(0);
    if (kept.length > 0) process.nextTick(() => kept.forEach((accepted) => this.#accepted(this.#opening, accepted)));
    this.#accept();
    return this;
  }

  close() {
    this.#socket?.close();
    for (const accepted of this.#kept.splice(0)) accepted.close();
    this.#opening = undefined;
    this.#socket = undefined;
    this.#accepting = undefined;
    this.listening = false;
    return this;
  }

  ref() { return this.#setRef(true); }

  unref() { return this.#setRef(false); }

  #setRef(isRefed) {
    this.#isRefed = isRefed;
    if (isRefed) this.#socket?.ref();
    else this.#socket?.unref();
    return this;
  }

  #accept() {
    if (!this.listening || this.paused || this.#accepting !== undefined) return;
    const accepting = new AbortController();
    const opening = this.#opening;
    this.#accepting = accepting;
    // Goes on outside of the promise, where whatever a listener throws is an uncaught exception.
    this.#socket.acceptAsync({ signal: accepting.signal }).then(
      (accepted) => process.nextTick(() => this.#next(accepting, opening, accepted)),
      (error) => process.nextTick(() => { if (accepting === this.#accepting) this.#failed(opening, error); }));
  }

  #next(accepting, opening, accepted) {
    if (accepting === this.#accepting) this.#accepting = undefined;
    try {
      this.#accepted(opening, accepted);
    } finally {
      this.#accept();
    }
  }

  #accepted(opening, accepted) {
    if (opening === undefined || opening !== this.#opening) return accepted.close();
    if (this.paused) return this.#kept.push(accepted);
    const connection = new USocket({ fd: accepted });
    if (!this.emit("connection", connection)) connection.destroy();
  }

  #failed(opening, error) {
    if (opening !== this.#opening) return;
    this.close();
    this.emit("error", error);
  }
}

/** What `listen` was given: a path, or an object with it, and perhaps a backlog and a callback. */
function listening(path, [first, second]) {
  const isObject = typeof path === "object" && path !== null && !(path instanceof Uint8Array);
  const at = isObject ? path.path : path;
  const [backlog, callback] = isObject ? [path.backlog, first] : typeof first === "function" ? [undefined, first] : [first, second];
  if (typeof at !== "string" && !(at instanceof Uint8Array)) throw wrongType("path", "a string or a Buffer", at);
  if ((backlog ?? null) !== null && !(Number.isInteger(backlog) && backlog >= 0)) throw wrongType("backlog", "a whole number from 0 on", backlog);
  if ((callback ?? null) !== null && typeof callback !== "function") throw wrongType("callback", "a function", callback);
  return { at, backlog: backlog || undefined, callback };
}

/** Removes what an earlier server has left at a path; nothing but a socket. */
function removeSocket(path) {
  if (path.length === 0 || path[0] === "\0" || path[0] === 0) return; // no file has that name
  if (lstatSync(path, { throwIfNoEntry: false })?.isSocket()) unlinkSync(path);
}

module.exports = { UServer };
