// The classes AbortController and AbortSignal, as the DOM standard has them.
(function (host) {
  "use strict";

  const { Math, Number, Object, String, Symbol, TypeError } = globalThis;
  const { apply, newList, wrongType, OwnSet, OwnWeakRef } = host.safe;
  const { DOMException } = host.load("exception.js");
  const { Event, EventTarget, countListeners, dispatch } = host.load("events.js");

  const MAKE = Symbol(); // what the constructor is called with by the runner alone

  // What the classes and functions of this file do with a signal's private members.
  let abort;
  let onAbort;
  let follow;
  let hold;
  let isSignal;

  class AbortSignal extends EventTarget {
    #isAborted = false;
    #reason = undefined;
    #handler = null; // onabort
    #listener = undefined; // that calls it
    #steps = new OwnSet(); // functions, before the event

    // Of a signal of any(): those that it follows, none of which follows others. They know it weakly while nobody listens to it, so that
    // one that nobody has any more can be collected, however long they live.
    #sources = undefined;
    #followers = new OwnSet(); // signals
    #weakFollowers = newList(); // of references
    #weakLimit = 8; // at how many those are left out that were collected

    #timer = undefined; // of timeout(): its signal is one that is not to be collected

    constructor(token) {
      if (token !== MAKE) {
        const error = new TypeError("Illegal constructor");
        error.code = "ERR_ILLEGAL_CONSTRUCTOR";
        throw error;
      }
      super();
    }

    static {
      isSignal = (value) => typeof value === "object" && value !== null && #steps in value;

      abort = (signal, reason) => {
        if (signal.#isAborted) return;
        const all = newList();
        const take = (follower) => {
          if (follower.#isAborted) return;
          follower.#isAborted = true;
          follower.#reason = signal.#reason;
          all[all.length] = follower;
        };
        signal.#isAborted = true;
        signal.#reason = reason;
        all[0] = signal;
        signal.#eachFollower(take);
        for (let i = 0; i < all.length; i += 1) all[i].#tell();
      };

      /** Has a function called when a signal is aborted. @returns {function()} undoes that */
      onAbort = (signal, step) => {
        signal.#steps.add(step);
        hold(signal);
        return () => {
          signal.#steps.delete(step);
          hold(signal);
        };
      };

      follow = (follower, sources) => {
        const roots = new OwnSet();
        for (let i = 0; i < sources.length; i += 1) {
          const source = sources[i];
          if (source.#sources === undefined) roots.add(source);
          else source.#sources.forEach((root) => roots.add(root));
        }
        follower.#sources = roots;
        roots.forEach((root) => root.#followWeakly(follower));
      };

      /** Keeps a signal that somebody listens to from being collected while something can abort it. */
      hold = (signal) => {
        if (signal.#isAborted) return;
        const isHeld = signal.#steps.size > 0 || countListeners(signal, "abort") > 0;
        signal.#sources?.forEach((source) => {
          if (isHeld) source.#followers.add(signal);
          else source.#followers.delete(signal);
          hold(source);
        });
        if (signal.#timer !== undefined) signal.#timer.signal = isHeld || signal.#followers.size > 0 ? signal : undefined;
      };
    }

    /** @returns {AbortSignal} one that is aborted already */
    static abort(reason) {
      const signal = new AbortSignal(MAKE);
      abort(signal, reason === undefined ? abortError() : reason);
      return signal;
    }

    /**
     * @param {number} milliseconds after which it is aborted, with a TimeoutError. They do not keep the program alive.
     * @returns {AbortSignal}
     */
    static timeout(milliseconds) {
      const delay = Math.trunc(Number(milliseconds));
      if (!(delay >= 0 && delay <= Number.MAX_SAFE_INTEGER)) {
        throw new TypeError(`The "milliseconds" argument must be an integer >= 0 and <= ${Number.MAX_SAFE_INTEGER}. Received ${String(milliseconds)}`);
      }
      const signal = new AbortSignal(MAKE);
      signal.#timer = startTimer(signal, delay);
      return signal;
    }

    /** @param {Iterable<AbortSignal>} signals @returns {AbortSignal} one that is aborted with the first of them, for its reason */
    static any(signals) {
      const sources = newList();
      for (const signal of signals) {
        checkSignal("signals", signal);
        sources[sources.length] = signal;
      }
      const signal = new AbortSignal(MAKE);
      for (let i = 0; i < sources.length; i += 1) {
        if (!sources[i].aborted) continue;
        abort(signal, sources[i].reason);
        return signal;
      }
      follow(signal, sources);
      return signal;
    }

    get aborted() { return this.#isAborted; }

    /** What it was aborted with; undefined before. */
    get reason() { return this.#reason; }

    /** Throws the reason if it is aborted. */
    throwIfAborted() { if (this.#isAborted) throw this.#reason; }

    get onabort() { return this.#handler; }

    set onabort(handler) {
      this.#handler = typeof handler === "function" || typeof handler === "object" ? handler : null;
      if (this.#handler !== null && this.#listener === undefined) {
        this.#listener = (event) => { if (typeof this.#handler === "function") apply(this.#handler, this, [event]); };
        this.addEventListener("abort", this.#listener);
      } else if (this.#handler === null && this.#listener !== undefined) {
        this.removeEventListener("abort", this.#listener);
        this.#listener = undefined;
      }
    }

    #tell() {
      this.#steps.forEach((step) => step());
      this.#steps.clear();
      this.#sources?.forEach((source) => source.#followers.delete(this));
      dispatch(this, new Event("abort"));
    }

    #eachFollower(take) {
      this.#followers.forEach(take);
      for (let i = 0; i < this.#weakFollowers.length; i += 1) {
        const follower = this.#weakFollowers[i].deref();
        if (follower !== undefined) take(follower);
      }
      this.#weakFollowers = newList();
    }

    #followWeakly(follower) {
      this.#weakFollowers[this.#weakFollowers.length] = new OwnWeakRef(follower);
      if (this.#weakFollowers.length < this.#weakLimit) return;
      const left = newList();
      for (let i = 0; i < this.#weakFollowers.length; i += 1) {
        const reference = this.#weakFollowers[i];
        if (reference.deref() !== undefined) left[left.length] = reference;
      }
      this.#weakFollowers = left;
      this.#weakLimit = 2 * left.length + 8;
    }
  }

  // The timers of timeout(), which know their signals weakly: those of signals that were collected are ended, now and then.
  let timers = newList();
  let timersLimit = 64;

  function startTimer(signal, delay) {
    if (timers.length >= timersLimit) endForgottenTimers();
    const timer = { id: 0, reference: new OwnWeakRef(signal), signal: undefined, isOver: false };
    timer.id = host.runLoop.addTimer("quiet", () => {
      const target = timer.signal ?? timer.reference.deref();
      timer.signal = undefined;
      timer.isOver = true;
      if (target !== undefined) abort(target, new DOMException("The operation was aborted due to timeout", "TimeoutError"));
    }, delay);
    timers[timers.length] = timer;
    return timer;
  }

  function endForgottenTimers() {
    const left = newList();
    for (let i = 0; i < timers.length; i += 1) {
      const timer = timers[i];
      if (timer.isOver) continue;
      if (timer.reference.deref() === undefined) host.runLoop.clearTimer(timer.id);
      else left[left.length] = timer;
    }
    timers = left;
    timersLimit = 2 * left.length + 64;
  }

  const abortError = () => new DOMException("This operation was aborted", "AbortError");

  function checkSignal(name, value) {
    if (!isSignal(value)) throw wrongType(name, "an AbortSignal", value);
  }

  class AbortController {
    #signal = new AbortSignal(MAKE);

    get signal() { return this.#signal; }

    /** @param {*} [reason] an AbortError if it is left out */
    abort(reason) { abort(this.#signal, reason === undefined ? abortError() : reason); }
  }

  host.onListenersChanged = (target, type) => { if (type === "abort" && isSignal(target)) hold(target); };

  for (const Class of [AbortController, AbortSignal]) {
    Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
    for (const name of Object.getOwnPropertyNames(Class.prototype)) {
      if (name !== "constructor") Object.defineProperty(Class.prototype, name, { enumerable: true });
    }
  }

  return { AbortController, AbortSignal, checkSignal, onAbort };
})
