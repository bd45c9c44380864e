// How much is done in one turn of the host's loop. What goes on with a promise that is resolved at once is called before the loop turns, and may
// make the next call, again and again: where data keep coming, nobody else of the program would ever have a turn. So the promise of what was
// done at once is resolved in the loop's next turn when this one has had its share. All the rest is as ever: the call has done what it does.
(function (host) {
  "use strict";

  const { Promise } = host.intrinsics;

  // The share: a call is one unit, and so is each of so many bytes. It takes about a millisecond.
  const MOST_UNITS = 1024;
  const UNIT = 4096;

  // As much as one job sends in a turn, however quickly its peer receives.
  const MOST_BYTES = 4194304;

  let units = 0; // done in this turn
  let isTurning = false; // whether the next one was asked for
  let first; // what is resolved then: { resolve, value, next }
  let last;

  // An asynchronous function makes its promise in less time than a constructor with a function.
  async function resolved(value) { return value; }

  /** A promise of what was done at once, with about so many bytes. */
  function done(value, bytes) {
    units += 1 + bytes / UNIT;
    return units < MOST_UNITS ? resolved(value) : resolvedLater(value);
  }

  function resolvedLater(value) {
    return new Promise((resolve) => {
      const entry = { resolve, value, next: undefined };
      if (!isTurning) host.loop.later(turn);
      isTurning = true;
      if (last === undefined) first = entry;
      else last.next = entry;
      last = entry;
    });
  }

  function turn() {
    isTurning = false;
    units = 0;
    let entry = first;
    first = last = undefined;
    for (; entry !== undefined; entry = entry.next) entry.resolve(entry.value);
  }

  host.turns = { MOST_BYTES, done, begin() { units = 0; } };
})
