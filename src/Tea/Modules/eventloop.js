// The event loop of v8cgi: timers and socket listeners around Socket.select.
//
// Callbacks are called only while run() runs, and it runs in rounds: wait until a timer is due or a socket is ready,
// call the timers that are due, then the listeners of the ready sockets. What a callback adds waits for the next round,
// so a timer that renews itself cannot keep sockets waiting; what it clears is not called any more, even in this round.
// After each callback promises go on. What is scheduled when the script has ended, the runner runs as run() would.
(function (host) {
  "use strict";

  const { socket: { Socket }, settle } = host;
  const exports = {};

  // By id, in the order of their creation.
  const timers = new Map(); // { callback, args, due, period }: milliseconds, the period undefined if it is called once
  const readers = new Map(); // { id, callback, socket }
  const writers = new Map(); // the same

  let lastId = 0;
  let running = false;
  let aborted = false;
  let isLeft = false; // whether run() has ended though something was scheduled, and nothing was since

  /** Milliseconds that the system's clock cannot set back. */
  const now = () => performance.now();

  function wrongType(name, expected, value) {
    const received = value === null ? "null" : typeof value;
    const error = new TypeError(`The "${name}" argument must be ${expected}. Received ${received}`);
    return Object.assign(error, { code: "ERR_INVALID_ARG_TYPE" });
  }

  function checkCallback(value) {
    if (typeof value !== "function") throw wrongType("callback", "a function", value);
  }

  /** Milliseconds, also as a numeric string; undefined and null mean the default. */
  function milliseconds(name, value, byDefault, least) {
    if (value === undefined || value === null) return byDefault;
    if (typeof value === "string" ? Number.isNaN(Number(value)) : typeof value !== "number") {
      throw wrongType(name, "a number", value);
    }
    if (!(value >= least)) {
      const error = new RangeError(`The value of "${name}" is out of range. It must be >= ${least}. Received ${value}`);
      throw Object.assign(error, { code: "ERR_OUT_OF_RANGE" });
    }
    return Number(value);
  }

  /** The id of what is being scheduled. */
  function nextId() {
    isLeft = false;
    lastId += 1;
    return lastId;
  }

  function addTimer(callback, delay, args, repeated) {
    checkCallback(callback);
    const period = Math.max(0, milliseconds("delay", delay, 0, -Infinity));
    timers.set(nextId(), { callback, args, due: now() + period, period: repeated ? period : undefined });
    return lastId;
  }

  function addListener(listeners, callback, socket) {
    checkCallback(callback);
    if (!(socket instanceof Socket) && typeof socket?.getSocket !== "function") {
      throw wrongType("socket", "a Socket or an object with getSocket()", socket);
    }
    const id = nextId();
    listeners.set(id, { id, callback, socket });
    return id;
  }

  /** Calls the timers that are due, in the order of their times, at the same time in the order of their creation. */
  function callTimers(time) {
    const due = [...timers].filter(([, timer]) => timer.due <= time).sort(([, a], [, b]) => a.due - b.due);
    for (const [id, timer] of due) {
      if (aborted) return;
      if (!timers.has(id)) continue;
      if (timer.period === undefined) {
        timers.delete(id);
      } else {
        timer.due = Math.max(timer.due + timer.period, time); // periods that were missed are left out
      }
      const { callback, args } = timer;
      callback(...args);
      settle();
    }
  }

  /** Calls those listeners whose socket select has left in its array, at the listener's index. */
  function callListeners(listeners, candidates, sockets) {
    sockets.forEach((socket, i) => {
      const { id, callback } = candidates[i];
      if (aborted || !listeners.has(id)) return;
      callback(socket);
      settle();
    });
  }

  function runRound(deadline) {
    settle(); // what promises do now may be what is waited for
    if (aborted || !isScheduled()) return;
    const reading = [...readers.values()];
    const writing = [...writers.values()];
    const readable = reading.map(({ socket }) => socket);
    const writable = writing.map(({ socket }) => socket);
    let wake = deadline;
    for (const { due } of timers.values()) {
      wake = Math.min(wake, due);
    }
    Socket.select(readable, writable, null, Math.max(0, wake - now()));
    callTimers(now());
    callListeners(readers, reading, readable);
    callListeners(writers, writing, writable);
  }

  const isScheduled = () => timers.size > 0 || readers.size > 0 || writers.size > 0;

  /**
   * Calls a function once.
   * @param {function} callback
   * @param {number} [delay=0] after how many milliseconds at the earliest; negative counts as 0
   * @param {...*} args what the callback gets
   * @returns {number} an id for clearTimeout
   * @throws {TypeError|RangeError} no function, no number or NaN
   */
  exports.setTimeout = (callback, delay, ...args) => addTimer(callback, delay, args, false);

  /**
   * Calls a function again and again. Calls that come too late are not made up for.
   * @param {function} callback
   * @param {number} [period=0] every how many milliseconds; negative counts as 0
   * @param {...*} args what the callback gets
   * @returns {number} an id for clearInterval
   * @throws {TypeError|RangeError} no function, no number or NaN
   */
  exports.setInterval = (callback, period, ...args) => addTimer(callback, period, args, true);

  /**
   * Ends a timer. An id that is no timer's does nothing.
   * @param {number} id
   */
  exports.clearTimeout = exports.clearInterval = (id) => {
    timers.delete(id);
  };

  /**
   * Calls a function whenever a socket can be read from (or accepted from), until clearSocket.
   * @param {function(Socket)} callback gets the socket as it was given here
   * @param {Socket|{getSocket: function(): Socket}} socket
   * @returns {number} an id for clearSocket
   * @throws {TypeError} no function or no socket
   */
  exports.readSocket = (callback, socket) => addListener(readers, callback, socket);

  /**
   * Calls a function whenever a socket can be written to (or has connected, or failed to), until clearSocket.
   * @param {function(Socket)} callback gets the socket as it was given here
   * @param {Socket|{getSocket: function(): Socket}} socket
   * @returns {number} an id for clearSocket
   * @throws {TypeError} no function or no socket
   */
  exports.writeSocket = (callback, socket) => addListener(writers, callback, socket);

  /**
   * Ends one listener, or all of a socket. Call it before the socket is closed: select throws EBADF for a closed one.
   * @param {number|Socket|{getSocket: function(): Socket}} idOrSocket an id, or the socket as it was given
   */
  exports.clearSocket = (idOrSocket) => {
    for (const listeners of [readers, writers]) {
      listeners.delete(idOrSocket);
      for (const { id, socket } of listeners.values()) {
        if (socket === idOrSocket) listeners.delete(id);
      }
    }
  };

  /** Runs rounds until nothing is scheduled, until abort(), or for some time. */
  function run(deadline) {
    if (running) throw new Error("The event loop is already running");
    running = true;
    aborted = false;
    try {
      do {
        runRound(deadline);
      } while (isScheduled() && !aborted && now() < deadline);
    } finally {
      running = false;
      isLeft = isScheduled();
    }
  }

  /**
   * Runs the loop until nothing is scheduled any more, until abort(), or for some time. An error thrown by a callback or
   * by select ends the loop and is thrown on; what is still scheduled stays so, for the next run(). Promises go on after
   * each callback, unless run() itself is called by code that has awaited one: then they go on when it returns. Such a
   * program leaves run() out, and its loop to the runner.
   * @param {number} [maxMs] after how many milliseconds no further round begins; 0 means one round that does not wait
   * @returns {boolean} false if nothing was scheduled, otherwise true
   * @throws {Error} the loop is running already
   * @throws {TypeError|RangeError} maxMs is no number, negative or NaN
   */
  exports.run = (maxMs) => {
    const deadline = now() + milliseconds("maxMs", maxMs, Infinity, 0);
    if (!running) {
      settle(); // what promises do now may be what there is to do
      if (!isScheduled()) return false;
    }
    run(deadline);
    return true;
  };

  /** Ends the running loop: no further callback is called. What is scheduled stays so, for the next run(). */
  exports.abort = () => {
    aborted = true;
  };

  return {
    exports,

    /** Whether something is scheduled that the script has not left behind on purpose, by abort() or a limit of run(). */
    isPending: () => isScheduled() && !isLeft,

    /** One round, which waits, of the loop that goes on after the script. */
    runRound() {
      aborted = false;
      runRound(Infinity);
      isLeft = aborted && isScheduled();
    },
  };
})
