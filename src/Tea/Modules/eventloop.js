// The module eventloop of v8cgi: timers, and listeners of sockets, in the runner's event loop.
//
// Callbacks are called only while run() runs, or when the script has ended: what is scheduled then, the runner runs as run() would.
(function (host) {
  "use strict";

  const { socket: { Socket }, runLoop: loop } = host;
  const { checkCallback, max, wrongType } = host.safe;
  const exports = {};

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

  function addTimer(callback, delay, args, isRepeated) {
    checkCallback(callback);
    return loop.addTimer("module", callback, max(0, milliseconds("delay", delay, 0, -Infinity)), { args, isRepeated });
  }

  function checkListener(callback, socket) {
    checkCallback(callback);
    if (!(socket instanceof Socket) && typeof socket?.getSocket !== "function") {
      throw wrongType("socket", "a Socket or an object with getSocket()", socket);
    }
  }

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
   * Ends a timer, also one of the global setTimeout. An id that is no timer's does nothing.
   * @param {number} id
   */
  exports.clearTimeout = exports.clearInterval = loop.clearTimer;

  /**
   * Calls a function whenever a socket can be read from (or accepted from), until clearSocket.
   * @param {function(Socket)} callback gets the socket as it was given here
   * @param {Socket|{getSocket: function(): Socket}} socket
   * @returns {number} an id for clearSocket
   * @throws {TypeError} no function or no socket
   */
  exports.readSocket = (callback, socket) => {
    checkListener(callback, socket);
    return loop.addReader(callback, socket);
  };

  /**
   * Calls a function whenever a socket can be written to (or has connected, or failed to), until clearSocket.
   * @param {function(Socket)} callback gets the socket as it was given here
   * @param {Socket|{getSocket: function(): Socket}} socket
   * @returns {number} an id for clearSocket
   * @throws {TypeError} no function or no socket
   */
  exports.writeSocket = (callback, socket) => {
    checkListener(callback, socket);
    return loop.addWriter(callback, socket);
  };

  /**
   * Ends one listener, or all of a socket. Call it before the socket is closed: select throws EBADF for a closed one.
   * @param {number|Socket|{getSocket: function(): Socket}} idOrSocket an id, or the socket as it was given
   */
  exports.clearSocket = loop.clearListeners;

  /**
   * Runs the loop until nothing is scheduled any more, here, by the global timers or by promises of sockets, until abort(), or for some
   * time. An error thrown by a callback or by select ends the loop and is thrown on; what is still scheduled stays so, for the next run().
   * Promises go on after each callback, unless run() itself is called by code that has awaited one: then they go on when it returns. Such a
   * program leaves run() out, and its loop to the runner.
   * @param {number} [maxMs] after how many milliseconds no further round begins; 0 means one round that does not wait
   * @returns {boolean} false if nothing was scheduled, otherwise true
   * @throws {Error} the loop is running already
   * @throws {TypeError|RangeError} maxMs is no number, negative or NaN
   */
  exports.run = (maxMs) => {
    const deadline = loop.now() + milliseconds("maxMs", maxMs, Infinity, 0);
    if (loop.isRunning()) throw new Error("The event loop is already running");
    host.settle(); // what promises do now may be what there is to do
    if (!loop.isScheduled()) return false;
    loop.run(deadline);
    return true;
  };

  /**
   * Ends the running loop: no further callback is called. What is scheduled here stays so, for the next run(), and the runner does not wait
   * for it when the script has ended.
   */
  exports.abort = loop.abort;

  return exports;
})
