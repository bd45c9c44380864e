// Timers that wait for their time: a heap, so that to add, to end and to find the first cost little however many there are.
(function (host) {
  "use strict";

  const { safe: { newList } } = host;

  const NOWHERE = -1;

  /** What is due first; at the same time what was scheduled first. */
  const isBefore = (a, b) => a.due < b.due || a.due === b.due && a.order < b.order;

  class TimerQueue {
    #heap = newList(); // each is before those in the places 2i + 1 and 2i + 2
    #size = 0;

    get size() { return this.#size; }

    /** The one that is due first; undefined if there is none. */
    get first() { return this.#heap[0]; }

    /** @param {{due: number, order: number}} timer gets a place here */
    add(timer) {
      this.#size += 1;
      this.#rise(timer, this.#size - 1);
    }

    /** Takes a timer out; nothing happens if it is not here. */
    remove(timer) {
      const { place } = timer;
      if (place === NOWHERE) return;
      timer.place = NOWHERE;
      this.#size -= 1;
      const last = this.#heap[this.#size];
      this.#heap.length = this.#size;
      if (last === timer) return;
      this.#sink(last, place);
      this.#rise(last, last.place);
    }

    #put(timer, place) {
      this.#heap[place] = timer;
      timer.place = place;
    }

    #rise(timer, from) {
      let place = from;
      while (place > 0) {
        const above = place - 1 >> 1;
        if (!isBefore(timer, this.#heap[above])) break;
        this.#put(this.#heap[above], place);
        place = above;
      }
      this.#put(timer, place);
    }

    #sink(timer, from) {
      let place = from;
      for (;;) {
        let below = 2 * place + 1;
        if (below >= this.#size) break;
        if (below + 1 < this.#size && isBefore(this.#heap[below + 1], this.#heap[below])) below += 1;
        if (!isBefore(this.#heap[below], timer)) break;
        this.#put(this.#heap[below], place);
        place = below;
      }
      this.#put(timer, place);
    }
  }

  host.timers = { TimerQueue, isBefore, NOWHERE };
})
