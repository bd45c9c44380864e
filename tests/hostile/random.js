"use strict";

/** Numbers that look random and come again with the same seed (mulberry32). */
class Random {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** At least 0, less than 1. */
  next() {
    this.#state = this.#state + 0x6d2b79f5 | 0;
    let mixed = Math.imul(this.#state ^ this.#state >>> 15, 1 | this.#state);
    mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed) ^ mixed;
    return ((mixed ^ mixed >>> 14) >>> 0) / 4294967296;
  }

  /** An integer from 0 to less than the limit. */
  below(limit) {
    return Math.floor(this.next() * limit);
  }

  /** True in one of so many cases. */
  oneIn(cases) {
    return this.below(cases) === 0;
  }

  /** One of the array's elements. */
  pick(array) {
    return array[this.below(array.length)];
  }

  /** What one of some functions returns. */
  call(functions, ...args) {
    return this.pick(functions)(...args);
  }

  /** One of [weight, value] pairs. */
  weighted(pairs) {
    let total = 0;
    for (const [weight] of pairs) total += weight;
    let at = this.next() * total;
    for (const [weight, value] of pairs) {
      at -= weight;
      if (at < 0) return value;
    }
    return pairs.at(-1)[1];
  }
}

module.exports = { Random };
