// The class Poller: select for those who think in epoll.
(function (host) {
  "use strict";

  const { natives, check, define, errors, checked, holding, idOf, newList, socketOf, NOWHERE } = host;
  const { Array, Int32Array, Uint8Array } = host.intrinsics;
  const { FAILED } = host.results;

  const NAMES = ["", "r", "w", "rw", "e", "re", "we", "rwe"]; // by their numbers in the core
  const MOST = 1024;
  const PAIR_SIZE = 8;
  const READ = 1;

  // Where the table tells of what is ready: pairs of a socket's id and its events.
  const ready = new Int32Array(2 * MOST);
  const readyBytes = new Uint8Array(ready.buffer);

  function eventsOf(value) {
    for (let events = 1; events < NAMES.length; events += 1) if (NAMES[events] === value) return events;
    throw errors.wrongType("events", '"r", "w", "rw", "e", "re", "we" or "rwe"', value);
  }

  const EDGE = 1; // as PollerModes has them
  const ONCE = 2;

  /** A mode: 0 or 1 for what is given, or what was there. */
  function modeOf(name, flag, mode, before) {
    return flag === undefined ? before & mode : check.flag(name, flag) ? mode : 0;
  }

  /**
   * Reads the third argument of add and modify: an object that has nothing but `tag`, `edge` and `once` is options, anything else is a tag,
   * as it was before there were options.
   * @returns {{tag, hasTag: boolean, modes: number}} -1 for modes that are not told
   */
  function optionsOf(value, before) {
    const isTag = { tag: value, hasTag: true, modes: -1 };
    const names = check.names(value);
    let hasTag = false;
    for (let i = 0; i < names.length; i += 1) {
      if (names[i] === "tag") hasTag = true;
      else if (names[i] !== "edge" && names[i] !== "once") return isTag;
    }
    if (names.length === 0) return isTag;
    const { tag, edge, once } = value;
    return { tag, hasTag, modes: modeOf("edge", edge, EDGE, before) | modeOf("once", once, ONCE, before) };
  }

  /** Adds to the pairs that are ready those of sockets whose bytes are held, as far as there is room. Returns how many there are then. */
  function addHeld(held, told, most) {
    let count = told;
    for (let h = 0; h < held.length; h += 1) {
      let i = 0;
      while (i < told && ready[2 * i] !== held[h]) i += 1;
      if (i < told) {
        ready[2 * i + 1] |= READ;
      } else if (count < most) {
        ready[2 * count] = held[h];
        ready[2 * count + 1] = READ;
        count += 1;
      }
    }
    return count;
  }

  /**
   * Waits for many sockets again and again: a wait costs what is ready, however many are waited for. Level-triggered, as
   * Socket.select is, unless add() says otherwise: what is still ready is told again by the next wait.
   */
  class Poller {
    #id = -1;
    #place = NOWHERE; // while the script can reach the poller it can reach this, and the system's queue stays open
    #entries = newList(); // by the id of a socket: what was added
    #awaited; // what is awaited of it, see awaiting.js
    #isToWake = false; // whether wake() has been called and no wait has ended by it

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
     * @param {"r"|"w"|"rw"|"e"|"re"|"we"|"rwe"} events "r" for data, connections or the end of a stream; "w" until sending will not block;
     *   "e" for exceptional conditions, as out-of-band data
     * @param {*} [tag] what wait() tells beside the socket; or an object of nothing but
     *   `tag`: the same;
     *   `edge`: true to be told when it becomes ready, and not again while it stays so (EPOLLET);
     *   `once`: true to be told once, until modify() arms it anew (EPOLLONESHOT)
     * @returns {Poller} this
     * @throws {SocketError} EEXIST: it is there already; EBADF: it is closed; EOPNOTSUPP: the system has no edge or once, as Windows
     */
    add(socket, events, tag) {
      const options = optionsOf(tag, 0);
      const watched = socketOf("socket", socket);
      const wanted = eventsOf(events);
      const modes = options.modes < 0 ? 0 : options.modes;
      const entries = this.#entries;
      const entry = { socket, watched, wanted, tag: options.tag, modes };
      host.enterWatcher(watched, entries);
      const id = idOf(watched);
      if (natives.addToPoller(this.#id, id, wanted, modes) === FAILED) {
        host.leaveWatcher(watched, entries);
        throw errors.last();
      }
      entries[id] = entry;
      return this;
    }

    /**
     * Waits for other events of a socket, and arms anew what was to be told once.
     * @param {*} [tag] the new tag; left out, the old one stays. Or options as add() takes them: what they leave out stays
     * @returns {Poller} this
     * @throws {SocketError} ENOENT: it is not there; EBADF: it is closed
     */
    modify(socket, events, tag) {
      const watched = socketOf("socket", socket);
      const entries = this.#entries;
      const options = optionsOf(tag, entries[idOf(watched)]?.modes ?? 0);
      const wanted = eventsOf(events);
      const id = idOf(watched);
      checked(natives.modifyInPoller(this.#id, id, wanted, options.modes));
      const entry = this.#entries[id];
      if (arguments.length > 2 && options.hasTag) entry.tag = options.tag;
      if (options.modes >= 0) entry.modes = options.modes;
      entry.wanted = wanted;
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
      return this.#wait(microseconds, check.optional("max", max, 1, MOST, MOST));
    }

    #wait(microseconds, most) {
      const held = holding.count === 0 ? undefined : this.#held();
      const limit = held === undefined ? microseconds : 0;
      const told = checked(natives.waitForPoller(this.#id, limit, readyBytes, 0, PAIR_SIZE * most)) / PAIR_SIZE;
      const count = held === undefined ? told : addHeld(held, told, most);
      this.#isToWake = false;
      const entries = new Array(count);
      for (let i = 0; i < count; i += 1) {
        const { socket, tag } = this.#entries[ready[2 * i]];
        define(entries, i, { socket, events: NAMES[ready[2 * i + 1]], tag });
      }
      return entries;
    }

    /** The ids of the sockets that are to be read from and whose bytes are held; undefined if there are none. */
    #held() {
      const entries = this.#entries;
      let held;
      for (let id = 0; id < entries.length; id += 1) {
        const entry = entries[id];
        // What is to be told by edge or once is told of the socket alone: whoever asks for that receives until there is nothing.
        if (entry === undefined || entry.socket === entry.watched || (entry.wanted & READ) === 0 || entry.modes !== 0) continue;
        if (!holding.holds(entry.socket)) continue;
        held ??= newList();
        held[held.length] = id;
      }
      return held;
    }

    /** Has the wait that is under way, or the next one, return with what is ready, perhaps nothing. */
    wake() {
      checked(natives.wake(this.#id));
      this.#isToWake = true;
      if (this.#awaited !== undefined) host.awaiting.proceed(this.#awaited.reads);
    }

    /** Closes the poller; the sockets stay open. Any other method then throws EBADF; closing again does nothing. */
    close() {
      const id = this.#id;
      if (id < 0) return;
      const place = this.#place;
      const entries = this.#entries;
      if (this.#awaited !== undefined) host.orphan(this.#awaited); // where the stack has no room for that, nothing has been done
      this.#awaited = undefined;
      this.#id = -1;
      this.#place = NOWHERE;
      this.#entries = newList();
      for (let i = 0; i < entries.length; i += 1) if (entries[i] !== undefined) host.leaveWatcher(entries[i].watched, entries);
      const closed = natives.close(id);
      checked(closed);
      host.giveBack(place);
    }

    static {
      host.pollerAccess = {
        idOf: (poller) => poller.#id,
        awaitedOf: (poller) => poller.#awaited,
        setAwaited: (poller, record) => { poller.#awaited = record; },
        mostOf: (max) => check.optional("max", max, 1, MOST, MOST),
        /** What is ready, perhaps nothing if it was woken; undefined if there is nothing to tell. */
        poll(poller, most) {
          const wasToWake = poller.#isToWake;
          const entries = poller.#wait(0, most);
          return entries.length > 0 || wasToWake ? entries : undefined;
        },
      };
    }
  }

  host.Poller = Poller;
})
