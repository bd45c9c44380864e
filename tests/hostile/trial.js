"use strict";

// One step of the fuzzer: what it plays with, what its arguments may do in the middle of a call, and what came out.

const { Socket, SocketError } = require("socket");
const { collect } = require("./host.js");
const { GuardedMemory, bufferOf, canTransfer, transfer } = require("./memory.js");
const { foreignArrays } = require("./disguises.js");

const KEPT = 64;
const CODES = new Map([[TypeError, "ERR_INVALID_ARG_TYPE"], [RangeError, "ERR_OUT_OF_RANGE"]]);
const sizes = [0, 1, 2, 8, 11, 12, 16, 30, 64, 100, 300, 511, 512, 513, 1000, 1500];

/** Why an error is none of those that are documented; undefined where it is one. */
function undocumented(error) {
  if (error instanceof SocketError) {
    const { code, errno, syscall } = error;
    if (code === "EFAULT") return `${syscall} was given memory that is not there`;
    const isWhole = typeof code === "string" && typeof syscall === "string" && (errno < 0 || code === "ENOTFOUND");
    return isWhole ? undefined : `a SocketError with code ${code}, errno ${errno}, syscall ${syscall}`;
  }
  for (const [Class, code] of CODES) if (error instanceof Class && error.code === code) return undefined;
  return `threw ${String(error?.name)}: ${String(error?.message ?? error).slice(0, 100)}`;
}

/** Buffers that were received, whose bytes must stay. */
class Received {
  #kept = [];
  #next = 0;

  keep(buffer) {
    const entry = { buffer, copy: Uint8Array.from(buffer) };
    if (this.#kept.length < KEPT) this.#kept.push(entry);
    else this.#kept[this.#next = (this.#next + 1) % KEPT] = entry;
  }

  /** Takes the memory of one away, which must not be felt by any other. */
  transferOne(random) {
    if (this.#kept.length === 0 || !canTransfer) return;
    const [{ buffer }] = this.#kept.splice(random.below(this.#kept.length), 1);
    try {
      transfer(bufferOf(buffer));
    } catch {
      // the host's own pool, which it lets nobody take
    }
  }

  /** Why one of them, each time another, is not what was received. */
  problem(random) {
    if (this.#kept.length === 0) return undefined;
    const i = random.below(this.#kept.length);
    const { buffer, copy } = this.#kept[i];
    const isSame = buffer.length === copy.length && copy.every((byte, at) => byte === buffer[at]);
    if (isSame) return undefined;
    this.#kept.splice(i, 1);
    return buffer.length === 0 ? "a Buffer that was received has lost its memory" : "the bytes of a Buffer that was received have changed";
  }
}

class Trial {
  #report;
  #sentinels = new Set();
  #memories = [];
  #depth = 0;

  constructor({ random, pool, received, known, report }) {
    this.random = random;
    this.pool = pool;
    this.received = received;
    this.known = known; // memories of earlier steps, since what comes again may be treated otherwise
    this.isDisturbed = false;
    this.#report = report;
  }

  report(problem) {
    if (problem !== undefined) this.#report(problem);
  }

  /** Memory to pass in this step. */
  memory() {
    const { random, known } = this;
    let memory;
    if (known.length > 0 && random.oneIn(2)) {
      memory = random.pick(known);
      if (memory.isLost) known.splice(known.indexOf(memory), 1);
      memory.fillAsDatagram();
    } else {
      memory = new GuardedMemory(random, random.oneIn(100) ? 70000 : random.pick(sizes));
      if (known.length > 16) known.shift();
      if (memory.length < 4096) known.push(memory);
    }
    if (!this.#memories.includes(memory)) this.#memories.push(memory);
    return memory;
  }

  /** An error that only an argument can have thrown. */
  sentinel() {
    const error = new Error("thrown by an argument");
    this.#sentinels.add(error);
    return error;
  }

  /** What a getter of an argument does in the middle of a call; returns the value. */
  mischief(value) {
    const { random } = this;
    this.isDisturbed = true;
    if (this.#depth > 0) return value;
    this.#depth += 1;
    try {
      this.#disturb(random.below(8));
    } finally {
      this.#depth -= 1;
    }
    return value;
  }

  #disturb(what) {
    const { random, pool } = this;
    switch (what) {
      case 0: throw this.sentinel();
      case 1: pool.pick(random).socket.close(); break;
      case 2: collect(true); break;
      case 3: this.#callInside(); break;
      case 4: this.received.transferOne(random); break;
      default: for (const memory of this.#memories) memory.disturb(random);
    }
  }

  #callInside() {
    const { random, pool } = this;
    const member = pool.pick(random, "datagram");
    this.attempt(() => {
      if (random.oneIn(2)) {
        const data = member.socket.receive();
        if (data !== false) this.report(pool.arrived(member, data, 0, data.length));
      } else {
        const inner = new GuardedMemory(random, 40);
        member.socket.send(inner.view);
        this.report(inner.problem());
      }
      Socket.select([member.socket], null, null, 0);
    });
  }

  /** What a call returns, or undefined if it threw what it may. */
  attempt(call) {
    try {
      return call();
    } catch (error) {
      if (!this.#sentinels.has(error)) this.report(undocumented(error));
      return undefined;
    }
  }

  /** Whether a call may throw it: the error of an argument's own code, or one that is documented. */
  allows(error) { return this.#sentinels.has(error) || undocumented(error) === undefined; }

  /** What must hold after each call: of a memory only some bytes may have been written to. */
  finish() {
    for (const memory of this.#memories) this.report(memory.problem());
    const isOurs = (buffer) => this.#memories.some(({ view, store, witness }) => buffer === store || buffer === bufferOf(witness)
      || ArrayBuffer.isView(view) && buffer === view.buffer);
    if (foreignArrays(isOurs) > 0) this.report("an overridden method was given memory that the script has not made");
    this.report(this.received.problem(this.random));
  }
}

module.exports = { Trial, Received, undocumented };
