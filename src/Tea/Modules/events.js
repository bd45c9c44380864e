// The classes Event, CustomEvent and EventTarget, as the DOM standard has them for targets that are in no tree.
(function (host) {
  "use strict";

  const { Object, String, Symbol, TypeError } = globalThis;
  const { apply, newList, wrongType, OwnMap } = host.safe;

  const NONE = 0;
  const AT_TARGET = 2;

  // What the classes of this file do with each other's private members.
  let stateOf;
  let countListeners;
  let dispatch;

  const options = (value) => typeof value === "object" && value !== null || typeof value === "function" ? value : {};

  class Event {
    #state;

    /**
     * @param {string} type
     * @param {{bubbles: boolean, cancelable: boolean, composed: boolean}} [init]
     */
    constructor(type, init) {
      if (arguments.length === 0) throw new TypeError('The "type" argument must be specified');
      if (init !== undefined && init !== null && typeof init !== "object" && typeof init !== "function") {
        throw wrongType("options", "an object", init);
      }
      const { bubbles, cancelable, composed } = options(init);
      this.#state = {
        type: `${type}`, bubbles: !!bubbles, cancelable: !!cancelable, composed: !!composed, timeStamp: host.now(),
        target: null, currentTarget: null, phase: NONE,
        isDispatched: false, isStopped: false, isStoppedAtOnce: false, isCanceled: false, isPassive: false,
      };
    }

    static { stateOf = (event) => #state in event ? event.#state : undefined; }

    get type() { return this.#state.type; }
    get bubbles() { return this.#state.bubbles; }
    get cancelable() { return this.#state.cancelable; }
    get composed() { return this.#state.composed; }

    /** When it was made, on the clock of performance.now(). */
    get timeStamp() { return this.#state.timeStamp; }

    get target() { return this.#state.target; }
    get srcElement() { return this.#state.target; }
    get currentTarget() { return this.#state.currentTarget; }
    get eventPhase() { return this.#state.phase; }
    get isTrusted() { return this.#state.isTrusted === true; }
    composedPath() { return this.#state.currentTarget === null ? [] : [this.#state.currentTarget]; }

    stopPropagation() { this.#state.isStopped = true; }
    get cancelBubble() { return this.#state.isStopped; }
    set cancelBubble(flag) { if (flag) this.#state.isStopped = true; }

    /** Keeps the listeners that were not called yet from being called. */
    stopImmediatePropagation() { this.#state.isStopped = this.#state.isStoppedAtOnce = true; }

    preventDefault() {
      const state = this.#state;
      if (state.cancelable && !state.isPassive) state.isCanceled = true;
    }

    get defaultPrevented() { return this.#state.isCanceled; }
    get returnValue() { return !this.#state.isCanceled; }
    set returnValue(flag) { if (!flag) this.preventDefault(); }

    initEvent(type, bubbles, cancelable) {
      const state = this.#state;
      if (state.isDispatched) return;
      state.isStopped = state.isStoppedAtOnce = state.isCanceled = false;
      state.target = null;
      state.type = `${type}`;
      state.bubbles = !!bubbles;
      state.cancelable = !!cancelable;
    }
  }

  class CustomEvent extends Event {
    #detail;

    /** @param {{detail: *}} [init] what an Event takes, and what it tells */
    constructor(type, init) {
      super(...arguments);
      this.#detail = options(init).detail ?? null;
    }

    get detail() { return this.#detail; }
  }

  class EventTarget {
    #listeners = new OwnMap(); // by type: lists of { callback, isCapturing, isOnce, isPassive, isRemoved, forget }

    static {
      countListeners = (target, type) => target.#listeners.get(type)?.length ?? 0;
      dispatch = (target, event) => {
        const state = stateOf(event);
        state.isTrusted = true;
        return target.#dispatch(event, state);
      };
    }

    /**
     * Has something called for events of a type. The same callback again changes nothing.
     * @param {string} type
     * @param {function(Event)|{handleEvent: function(Event)}|null} callback
     * @param {boolean|{capture: boolean, once: boolean, passive: boolean, signal: AbortSignal}} [how] for how long the signal is not aborted
     */
    addEventListener(type, callback, how) {
      if (arguments.length < 2) throw new TypeError('The "type" and "listener" arguments must be specified');
      const { capture, once, passive, signal } = typeof how === "object" && how !== null ? how : { capture: how };
      if (signal !== undefined) host.load("abort.js").checkSignal("options.signal", signal);
      if (!checkListener(callback) || signal?.aborted) return;
      const key = `${type}`;
      const isCapturing = !!capture;
      const list = this.#listeners.get(key) ?? newList();
      for (let i = 0; i < list.length; i += 1) if (list[i].callback === callback && list[i].isCapturing === isCapturing) return;
      const listener = { callback, isCapturing, isOnce: !!once, isPassive: !!passive, isRemoved: false, forget: undefined };
      list[list.length] = listener;
      this.#listeners.set(key, list);
      host.onListenersChanged?.(this, key);
      if (signal !== undefined) listener.forget = host.load("abort.js").onAbort(signal, () => this.#remove(key, (other) => other === listener));
    }

    removeEventListener(type, callback, how) {
      if (arguments.length < 2) throw new TypeError('The "type" and "listener" arguments must be specified');
      if (!checkListener(callback)) return;
      const isCapturing = !!(typeof how === "object" && how !== null ? how.capture : how);
      this.#remove(`${type}`, (listener) => listener.callback === callback && listener.isCapturing === isCapturing);
    }

    /**
     * Calls the listeners of an event. What one of them throws ends the program when the others have been called.
     * @returns {boolean} false if one has prevented its default
     * @throws {DOMException} InvalidStateError: it is being dispatched
     */
    dispatchEvent(event) {
      const state = typeof event === "object" && event !== null ? stateOf(event) : undefined;
      if (state === undefined) throw wrongType("event", "an Event", event);
      if (state.isDispatched) {
        const { DOMException } = host.load("exception.js");
        throw new DOMException("The event is already being dispatched", "InvalidStateError");
      }
      state.isTrusted = false;
      return this.#dispatch(event, state);
    }

    #dispatch(event, state) {
      state.isDispatched = true;
      state.target = state.currentTarget = this;
      state.phase = AT_TARGET;
      const list = this.#listeners.get(state.type);
      if (list !== undefined) {
        const count = list.length; // those that are added meanwhile wait for the next event; removing makes another list
        this.#call(event, state, list, count, true);
        if (!state.isStopped) this.#call(event, state, list, count, false);
      }
      state.phase = NONE;
      state.currentTarget = null;
      state.isDispatched = state.isStopped = state.isStoppedAtOnce = false;
      return !state.isCanceled;
    }

    #call(event, state, list, count, isCapturing) {
      for (let i = 0; i < count && !state.isStoppedAtOnce; i += 1) {
        const listener = list[i];
        if (listener.isRemoved || listener.isCapturing !== isCapturing) continue;
        if (listener.isOnce) this.#remove(state.type, (other) => other === listener);
        const { callback } = listener;
        state.isPassive = listener.isPassive;
        try {
          if (typeof callback === "function") apply(callback, this, [event]);
          else callback.handleEvent(event);
        } catch (error) {
          host.throwLater(error);
        }
        state.isPassive = false;
      }
    }

    #remove(type, isMeant) {
      const list = this.#listeners.get(type);
      if (list === undefined) return;
      const left = newList();
      for (let i = 0; i < list.length; i += 1) {
        if (isMeant(list[i])) {
          list[i].isRemoved = true;
          list[i].forget?.();
        } else {
          left[left.length] = list[i];
        }
      }
      if (left.length === list.length) return;
      if (left.length > 0) this.#listeners.set(type, left);
      else this.#listeners.delete(type);
      host.onListenersChanged?.(this, type);
    }
  }

  function checkListener(callback) {
    if (callback === null || callback === undefined) return false;
    if (typeof callback !== "function" && typeof callback !== "object") throw wrongType("listener", "a function or an object", callback);
    return true;
  }

  for (const [name, value] of [["NONE", NONE], ["CAPTURING_PHASE", 1], ["AT_TARGET", AT_TARGET], ["BUBBLING_PHASE", 3]]) {
    for (const target of [Event, Event.prototype]) Object.defineProperty(target, name, { value, enumerable: true });
  }
  for (const Class of [Event, CustomEvent, EventTarget]) {
    Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
    for (const name of Object.getOwnPropertyNames(Class.prototype)) {
      if (name !== "constructor") Object.defineProperty(Class.prototype, name, { enumerable: true });
    }
  }

  return {
    Event, CustomEvent, EventTarget,
    countListeners, // of a target, for a type
    dispatch, // an event of the runner's own
  };
})
