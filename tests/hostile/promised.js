"use strict";

// What schedules of calls have in common: which promises there are, what may become of each, and what keeps a schedule going.

const { Socket, SocketError } = require("socket");

/** Lets the host's loop turn, in one of the ways in which it does. */
function turn(random) {
  return new Promise((resolve) => {
    if (random.oneIn(4)) setTimeout(resolve, random.below(3));
    else setImmediate(resolve);
  });
}

/** Who has opened a socket that is waited for elsewhere is told what it may reject with. */
class Calls {
  #pending = new Set(); // what was awaited and is not over, as objects that describe it
  #controllers = [];
  #all = [];
  #random;
  #report;

  constructor(random, report) {
    this.#random = random;
    this.#report = report;
    for (let i = 0; i < 3; i += 1) this.#controllers.push(new AbortController());
  }

  /** Nothing, a time limit, a signal that others have, too, or both. */
  options() {
    const random = this.#random;
    const options = {};
    if (random.oneIn(4)) options.timeout = random.pick([0, 0, 1, 2, 5, 20, 60000]);
    if (random.oneIn(4)) options.signal = random.pick(this.#controllers).signal;
    return Object.keys(options).length === 0 && random.oneIn(2) ? [] : [options];
  }

  /** Aborts what some calls were given. */
  abort() {
    const i = this.#random.below(this.#controllers.length);
    this.#controllers[i].abort(new Error("aborted on purpose"));
    this.#controllers[i] = new AbortController();
  }

  /** Whether a call is pending that the description says. */
  isPending(test) {
    for (const call of this.#pending) if (test(call)) return true;
    return false;
  }

  /**
   * Makes a call that is awaited.
   * @param {object} call { name, end } at least; end tells what may become of it: mayFail(code, call)
   * @param {Array} options those that it is given, as options() returns them
   * @param {function} make makes the call, which must not throw
   * @param {function} resolved is called with the result
   * @param {function} rejected is called with the error
   */
  begin(call, [options], make, resolved = () => {}, rejected = () => {}) {
    let promise;
    try {
      promise = make();
    } catch (error) {
      this.#report(`${call.name} threw ${error?.code ?? error}`);
      return;
    }
    this.#pending.add(call);
    this.#all.push(promise.then(
      (result) => {
        this.#pending.delete(call);
        resolved(result);
      },
      (error) => {
        this.#pending.delete(call);
        const isRight = error === options?.signal?.reason && options.signal.aborted
          || error?.code === "ETIMEDOUT" && options?.timeout !== undefined
          || error instanceof SocketError && call.end.mayFail(error.code, call);
        if (!isRight) this.#report(`${call.name} was rejected with ${error?.code ?? error}`);
        rejected(error);
      },
    ));
  }

  /** All are over, those that begin meanwhile, too. */
  async settled() {
    for (let count = -1; count !== this.#all.length;) {
      count = this.#all.length;
      await Promise.all(this.#all);
    }
    if (this.#pending.size > 0) this.#report(`${this.#pending.size} calls are over and pending`);
  }
}

/** One socket of a schedule, and what was done with it. */
class End {
  constructor(socket) {
    this.socket = socket;
    this.peer = undefined;
    this.isClosed = false;
    this.hasMoved = false; // detached, and adopted as another Socket
    this.isShut = false; // for writing
  }

  /** What calls of it may be rejected with beside what their options say. */
  mayFail(code, call) {
    switch (code) {
      case "ECANCELED": return this.isClosed || call.moves !== this.moves;
      case "EBADF": return this.isClosed;
      case "EPIPE": return this.isShut || this.peer?.isClosed;
      case "ECONNRESET": case "ENOTCONN": case "ECONNREFUSED": return this.peer?.isClosed;
      default: return false;
    }
  }

  moves = 0; // how often its descriptor got another Socket

  close() {
    this.isClosed = true;
    this.socket.close();
  }

  /** Gives the descriptor to another Socket: what is pending ends, and what comes goes on there. */
  move() {
    this.moves += 1;
    this.socket = Socket.fromDescriptor(this.socket.detach());
  }
}

/** What a call that is not awaited returns, with a socket that does not block; undefined where it threw what it may. */
function attempt({ socket }, call, isRight, report) {
  try {
    socket.setBlocking(false);
    return call(socket);
  } catch (error) {
    if (!isRight(error.code)) report(`a call that is not awaited threw ${error?.code ?? error}`);
    return undefined;
  }
}

module.exports = { Calls, End, attempt, turn };
