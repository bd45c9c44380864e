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

    // Neither of these calls anything: where the stack ends, they have done nothing or all of it.

    /** @param {{due: number, order: number}} timer gets a place here */
    add(timer) {
      const heap = this.#heap;
      let place = this.#size;
      this.#size = place + 1;
      while (place > 0) {
        const above = heap[place - 1 >> 1];
        if (!(timer.due < above.due || timer.due === above.due && timer.order < above.order)) break;
        heap[place] = above;
        above.place = place;
        place = place - 1 >> 1;
      }
      heap[place] = timer;
      timer.place = place;
    }

    /** Takes a timer out; nothing happens if it is not here. */
    remove(timer) {
      const heap = this.#heap;
      let { place } = timer;
      if (place === NOWHERE) return;
      timer.place = NOWHERE;
      const size = this.#size - 1;
      const last = heap[size]; // takes its place, or one above or below that
      this.#size = size;
      heap.length = size;
      if (last === timer) return;
      while (place > 0) {
        const above = heap[place - 1 >> 1];
        if (!(last.due < above.due || last.due === above.due && last.order < above.order)) break;
        heap[place] = above;
        above.place = place;
        place = place - 1 >> 1;
      }
      for (;;) {
        let i = 2 * place + 1;
        if (i >= size) break;
        let below = heap[i];
        if (i + 1 < size) {
          const other = heap[i + 1];
          if (other.due < below.due || other.due === below.due && other.order < below.order) {
            i += 1;
            below = other;
          }
        }
        if (!(below.due < last.due || below.due === last.due && below.order < last.order)) break;
        heap[place] = below;
        below.place = place;
        place = i;
      }
      heap[place] = last;
      last.place = place;
    }
  }

  host.timers = { TimerQueue, isBefore, NOWHERE };
})
