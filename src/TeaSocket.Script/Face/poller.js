// The class Poller: select for those who think in epoll.
(function (host) {
  "use strict";

  const { natives, check, define, errors, checked, idOf, newList, socketOf, NOWHERE } = host;
  const { Array, Int32Array, Uint8Array } = host.intrinsics;
  const { FAILED } = host.results;

  const NAMES = ["", "r", "w", "rw"]; // by their numbers in the core
  const MOST = 1024;
  const PAIR_SIZE = 8;

  // Where the table tells of what is ready: pairs of a socket's id and its events.
  const ready = new Int32Array(2 * MOST);
  const readyBytes = new Uint8Array(ready.buffer);

  function eventsOf(value) {
    const events = value === "r" ? 1 : value === "w" ? 2 : value === "rw" ? 3 : 0;
    if (events === 0) throw errors.wrongType("events", '"r", "w" or "rw"', value);
    return events;
  }

  /**
   * Waits for many sockets again and again: a wait costs what is ready, however many are waited for. Level-triggered, as
   * Socket.select is: what is still ready is told again by the next wait.
   */
  class Poller {
    #id = -1;
    #place = NOWHERE; // while the script can reach the poller it can reach this, and the system's queue stays open
    #entries = newList(); // by the id of a socket: what was added

    /**
     * Opens a poller: epoll_create(2), kqueue(2) or what the system has.
     * @throws {SocketError} EMFILE
     */
    constructor() {
      const place = host.takePlace();
      if (natives.openPoller(place.id) === FAILED) {
        const error = errors.last();
        host.giveBack(place);
        throw error;
      }
      this.#id = place.id;
      this.#place = place;
    }

    /**
     * Begins to wait for a socket. It leaves the poller by itself when it is closed or detached.
     * @param {Socket|{getSocket: function(): Socket}} socket
     * @param {"r"|"w"|"rw"} events for data, connections or the end of a stream; until sending will not block; for both
     * @param {*} [tag] what wait() tells beside the socket
     * @returns {Poller} this
     * @throws {SocketError} EEXIST: it is there already; EBADF: it is closed
     */
    add(socket, events, tag) {
      const watched = socketOf("socket", socket);
      const wanted = eventsOf(events);
      const entries = this.#entries;
      const entry = { socket, watched, tag };
      host.enterWatcher(watched, entries);
      const id = idOf(watched);
      if (natives.addToPoller(this.#id, id, wanted) === FAILED) {
        host.leaveWatcher(watched, entries);
        throw errors.last();
      }
      entries[id] = entry;
      return this;
    }

    /**
     * Waits for other events of a socket.
     * @param {*} [tag] the new tag; left out, the old one stays
     * @returns {Poller} this
     * @throws {SocketError} ENOENT: it is not there; EBADF: it is closed
     */
    modify(socket, events, tag) {
      const id = idOf(socketOf("socket", socket));
      checked(natives.modifyInPoller(this.#id, id, eventsOf(events)));
      if (arguments.length > 2) this.#entries[id].tag = tag;
      return this;
    }

    /**
     * Waits for a socket no more.
     * @returns {Poller} this
     * @throws {SocketError} ENOENT: it is not there; EBADF: it is closed
     */
    remove(socket) {
      const watched = socketOf("socket", socket);
      const id = idOf(watched);
      checked(natives.removeFromPoller(this.#id, id));
      delete this.#entries[id];
      host.leaveWatcher(watched, this.#entries);
      return this;
    }

    /**
     * Waits until a socket is ready.
     * @param {number} [timeout] milliseconds, fractions allowed; null, undefined and Infinity wait for ever, 0 polls
     * @param {number} [max] how many to tell at most, 1–1,024, which it is when left out; the others come first next time
     * @returns {Array<{socket, events: "r"|"w"|"rw", tag}>} the ready ones; empty when the time has passed
     */
    wait(timeout, max) {
      const microseconds = check.timeout(timeout);
      const most = check.optional("max", max, 1, MOST, MOST);
      const count = checked(natives.waitForPoller(this.#id, microseconds, readyBytes, 0, PAIR_SIZE * most)) / PAIR_SIZE;
      const entries = new Array(count);
      for (let i = 0; i < count; i += 1) {
        const { socket, tag } = this.#entries[ready[2 * i]];
        define(entries, i, { socket, events: NAMES[ready[2 * i + 1]], tag });
      }
      return entries;
    }

    /** Has the wait that is under way, or the next one, return with what is ready, perhaps nothing. */
    wake() { checked(natives.wake(this.#id)); }

    /** Closes the poller; the sockets stay open. Any other method then throws EBADF; closing again does nothing. */
    close() {
      const id = this.#id;
      if (id < 0) return;
      const place = this.#place;
      const entries = this.#entries;
      this.#id = -1;
      this.#place = NOWHERE;
      this.#entries = newList();
      for (let i = 0; i < entries.length; i += 1) if (entries[i] !== undefined) host.leaveWatcher(entries[i].watched, entries);
      checked(natives.close(id));
      host.giveBack(place);
    }
  }

  host.Poller = Poller;
})
