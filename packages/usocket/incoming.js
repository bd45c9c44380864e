"use strict";

// Descriptors that have come, in their order, for as long as nobody has read them.

const { closeSync } = require("node:fs");
const { Socket } = require("teasocket");

class Incoming {
  /**
   * Each { owner, fd, start, end }: what closes it, or undefined once the program owns it; and which bytes of the stream it came with, from
   * the first to behind the last.
   */
  #waiting = [];

  get length() { return this.#waiting.length; }

  /** How many of them are nobody's yet. */
  get ownedCount() { return this.#waiting.filter(isOwned).length; }

  /** @param {Array<Socket|Descriptor>} owners as they were received */
  add(owners, start, end) {
    for (const owner of owners) this.#waiting.push({ owner, fd: owner.fd, start, end });
  }

  /** Gives all of them to the program, which may still read their numbers; of those, the last `most`. */
  tell(most) {
    const fds = this.#waiting.filter(isOwned).map(release);
    this.#waiting = this.#waiting.slice(-most);
    return fds;
  }

  /** Gives the first ones to the program. */
  take(count) {
    return this.#waiting.splice(0, count).map(release);
  }

  /**
   * How many belong to what is read from one byte to another. The system tells only roughly which bytes descriptors came with: they are those
   * of the last message in there. So they are for whoever reads the last of these bytes, or begins with the first.
   */
  countWithin(from, to) {
    const later = this.#waiting.findIndex(({ start, end }) => end > to && !(from <= start && start < to));
    return later < 0 ? this.#waiting.length : later;
  }

  /** Takes back what the program had read, in front of all others. */
  putBack(fds, at) {
    this.#waiting.unshift(...fds.map((fd) => ({ owner: ownerOf(fd), fd, start: at, end: at })));
  }

  /** Closes those that are nobody's. */
  close() {
    const all = this.#waiting;
    this.#waiting = [];
    for (const { owner } of all) owner?.close();
  }
}

const isOwned = ({ owner }) => owner !== undefined;

/** The number, which is the program's to close from now on. */
function release(entry) {
  entry.owner?.detach();
  entry.owner = undefined;
  return entry.fd;
}

/** What closes a descriptor that the program had. */
function ownerOf(fd) {
  return { close: () => closeDescriptor(fd), detach() { /* It is the program's again. */ } };
}

function closeDescriptor(fd) {
  try {
    Socket.fromDescriptor(fd).close();
  } catch {
    try { closeSync(fd); } catch { /* Closed already, or the host closes only what it has opened itself. */ }
  }
}

module.exports = { Incoming };
