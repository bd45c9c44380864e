"use strict";

/**
 * Work of one direction of a socket: a bit in a turn of the host's loop, each time that the socket is ready, until it is stopped. While it is
 * done, nothing is waited for, as teasocket refuses calls of a direction in which a promise is pending.
 */
exports.Turns = class Turns {
  #wait;
  #work;
  #fail;
  #current; // the AbortController of the wait; undefined while there is no work

  /**
   * @param {(options: { signal: AbortSignal }) => Promise<true>} wait until the socket is ready
   * @param {() => void} work what it throws is an uncaught exception, and the work goes on
   * @param {(error: Error) => void} fail called when it cannot be waited for
   */
  constructor(wait, work, fail) {
    this.#wait = wait;
    this.#work = work;
    this.#fail = fail;
  }

  /** Begins in the next turn. */
  start() {
    if (this.#current !== undefined) return;
    const current = this.#current = new AbortController();
    setImmediate(() => this.#next(current));
  }

  /** Ends at once, and keeps the process alive no longer. */
  stop() {
    this.#current?.abort();
    this.#current = undefined;
  }

  /** A turn. What is the caller's runs outside of the promise, so that what it throws is no rejection. */
  #next(current) {
    if (this.#current !== current) return;
    this.#wait({ signal: current.signal }).then(
      () => process.nextTick(() => this.#do(current)),
      (error) => process.nextTick(() => {
        if (this.#current === current) this.#fail(error);
      }),
    );
  }

  #do(current) {
    if (this.#current !== current) return;
    try {
      this.#work();
    } finally {
      setImmediate(() => this.#next(current));
    }
  }
};
