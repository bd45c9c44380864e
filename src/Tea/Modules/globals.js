// What scripts have by the web's names. Whatever is more than a few lines is loaded when a script first asks for it: most start without.
// What is loaded then may find builtins replaced, and takes those of safe.js.
(function (host) {
  "use strict";

  const { apply, checkCallback, define, defineProperty, OwnMap } = host.safe;

  let loop;

  /** The event loop; undefined until something was scheduled. */
  host.eventLoop = () => loop;

  function startLoop() {
    if (loop !== undefined) return loop;
    host.evaluate("timers.js")(host);
    return loop = host.evaluate("loop.js")(host);
  }

  Object.defineProperty(host, "runLoop", { get: startLoop });

  // The face's, for promises, which seldom wait.
  for (const name of ["start", "keepAlive", "setTimer", "clearTimer"]) {
    host.loop[name] = (...args) => {
      startLoop();
      return host.loop[name](...args); // it has replaced all of these
    };
  }

  // ---- timers ------------------------------------------------------------------------------------------------------

  function addTimer(callback, delay, args, isRepeated) {
    checkCallback(callback);
    const wanted = delay | 0; // the web's long: what is no number, or does not fit into 31 bits, is no delay
    const { addTimer: add, level: current, periodAt } = startLoop();
    return add("own", callback, periodAt(current(), wanted < 0 ? 0 : wanted), { args, isRepeated, level: current() + 1 });
  }

  const clear = (id) => { if (loop !== undefined) loop.clearTimer(typeof id === "string" ? +id : id); };

  const functions = {
    /**
     * Calls a function once.
     * @param {function} callback
     * @param {number} [delay=0] after how many milliseconds at the earliest
     * @param {...*} args what the callback gets
     * @returns {number} an id for clearTimeout
     * @throws {TypeError} no function
     */
    setTimeout(callback, delay = 0, ...args) { return addTimer(callback, delay, args, false); },

    /** The same again and again, until clearInterval. Calls that come too late are not made up for. */
    setInterval(callback, delay = 0, ...args) { return addTimer(callback, delay, args, true); },

    /** Ends a timer. An id that is no timer's does nothing. */
    clearTimeout(id) { clear(id); },
    clearInterval(id) { clear(id); },

    /**
     * Calls a function once, when all callbacks have been called that are due now.
     * @param {...*} args what the callback gets
     * @returns {number} an id for clearImmediate
     * @throws {TypeError} no function
     */
    setImmediate(callback, ...args) {
      checkCallback(callback);
      return startLoop().addImmediate(callback, args);
    },

    clearImmediate(id) { if (loop !== undefined) loop.clearImmediate(id); },

    /**
     * Calls a function when the code that runs now has ended, before anything else.
     * @throws {TypeError} no function
     */
    queueMicrotask(callback) {
      checkCallback(callback);
      later(callback);
    },

    // ---- functions that are loaded when they are called ------------------------------------------------------------

    /**
     * A deep copy of a value, with its cycles.
     * @param {{transfer: ArrayBuffer[]}} [options] memory that goes over to the copy, and is taken away from here
     * @throws {DOMException} DataCloneError: a function, a symbol, a Socket and others are not copied
     */
    structuredClone(value, options) { return host.load("clone.js").structuredClone(value, options, arguments.length); },

    /** The bytes that base64 stands for, each as a character. @throws {DOMException} InvalidCharacterError */
    atob(data) { return host.load("base64.js").atob(data, arguments.length); },

    /** The base64 of characters that are bytes. @throws {DOMException} InvalidCharacterError */
    btoa(data) { return host.load("base64.js").btoa(data, arguments.length); },
  };

  /** What it throws nobody can catch. */
  async function later(callback) {
    await undefined;
    try {
      apply(callback, undefined, []);
    } catch (error) {
      host.uncaught(error);
    }
  }

  /** Has an error end the program that nobody can catch, when the code that runs now has ended. */
  host.throwLater = (error) => later(() => { throw error; });

  for (const name of Object.keys(functions)) define(globalThis, name, functions[name]);

  // ---- classes that are loaded when they are first asked for -------------------------------------------------------

  const loaded = new OwnMap(); // what the sources have returned

  /** @returns {object} what one of the runner's own sources gives */
  host.load = function (source) {
    if (!loaded.has(source)) loaded.set(source, host.evaluate(source)(host));
    return loaded.get(source);
  };

  const classes = {
    "exception.js": ["DOMException"],
    "events.js": ["Event", "CustomEvent", "EventTarget"],
    "abort.js": ["AbortController", "AbortSignal"],
    "encoding.js": ["TextEncoder", "TextDecoder"],
  };

  for (const source of Object.keys(classes)) {
    for (const name of classes[source]) {
      defineProperty(globalThis, name, {
        get() {
          const value = host.load(source)[name];
          define(globalThis, name, value);
          return value;
        },
        set(value) { define(globalThis, name, value); },
        enumerable: false,
        configurable: true,
      });
    }
  }
})
