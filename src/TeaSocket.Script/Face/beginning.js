// How calls that are awaited begin: the options behind their arguments, { signal, timeout }; what is done at once, and what waits.
(function (host) {
  "use strict";

  const { check, errors, slots } = host;
  const { isAwaited, isEmpty } = host.records;
  const { done } = host.turns;
  const { unwatchSignal, watchSignal } = host.signals;
  const { WAIT, abandon, attempted, enqueue, start, timedOut } = host.awaiting;
  const { ATTEMPT, BEHIND } = host.layout;
  const { UNPROVEN } = errors;
  const { getPrototypeOf, isView, Object, Promise } = host.intrinsics;

  // ---- options -----------------------------------------------------------------------------------------------------

  const NO_OPTIONS = { signal: undefined, timeout: -1 };
  const { prototype: plain } = Object;

  /** Whether an argument is the options of a call that is awaited: an object that has nothing else than signal and timeout. */
  function isOptions(value) {
    if (typeof value !== "object" || value === null || isView(value)) return false;
    const names = check.names(value);
    for (let i = 0; i < names.length; i += 1) if (names[i] !== "signal" && names[i] !== "timeout") return false;
    if (names.length > 0) return true;
    try {
      return getPrototypeOf(value) === plain || getPrototypeOf(value) === null; // or an AbortSignal would pass for one
    } catch { // a proxy
      return false;
    }
  }

  /** @returns {{signal, timeout: number}} milliseconds, -1 for none */
  function optionsOf(value) {
    const { signal, timeout } = value;
    if ((signal ?? null) !== null && (typeof signal !== "object" || typeof signal.addEventListener !== "function" || typeof signal.aborted !== "boolean")) {
      throw errors.wrongType("options.signal", "an AbortSignal", signal);
    }
    return { signal: signal ?? undefined, timeout: millisecondsOf(timeout) };
  }

  /** @returns {number} a timeout's milliseconds, -1 for ever */
  function millisecondsOf(timeout) {
    const microseconds = check.timeout(timeout);
    return microseconds < 0 ? -1 : microseconds / 1000;
  }

  // ---- beginning ---------------------------------------------------------------------------------------------------

  async function rejected(error) { throw error; }

  /** What ends it beside its queue. A script's signal may do anything when it is listened to. */
  function observe(job, { signal, timeout }) {
    if (timeout >= 0) {
      job.timer = host.loop.setTimer(() => {
        job.timer = undefined;
        if (!job.isOver) abandon(job, timedOut(job));
      }, timeout);
    }
    if (signal === undefined) return;
    watchSignal(job, signal, abandon);
    if (signal.aborted) abandon(job, signal.reason);
    if (job.isOver) unwatchSignal(job);
  }

  /** Carries a job out, at once if it need not wait and nothing is awaited before it. Returns a promise. */
  function begin(job, queue, options) {
    job.queue = queue;
    if (isEmpty(queue)) {
      let result;
      try {
        result = attempted(job, queue, 0);
        if (result !== WAIT) result = job.finish(result);
      } catch (error) {
        job.end();
        job.fail(error);
        return rejected(error);
      }
      if (result !== WAIT) {
        job.end();
        return done(result, job.sizeOf(result));
      }
    }
    return wait(job, queue, options);
  }

  /** Has a job wait that has been attempted, or has others before it. Returns a promise. */
  function wait(job, queue, options) {
    job.queue = queue;
    return new Promise((resolve, reject) => {
      job.resolve = resolve;
      job.reject = reject;
      try {
        enqueue(job, queue);
        if (options !== NO_OPTIONS) observe(job, options);
      } catch (error) {
        abandon(job, error);
      }
    });
  }

  /**
   * The quick way to carry out a call without options: what is done at once needs no job.
   * @param attempt is given the socket, its id and the data, runs no code of a script's, and returns its result or WAIT
   * @param jobOf makes the job of one that has to wait
   * @param sizeOf tells of how many bytes a result is, and the data
   * @returns {Promise|undefined} undefined where others are before it, or the stack is not proved: then it takes the usual way
   */
  function atOnce(socket, direction, { attempt, jobOf, sizeOf }, data) {
    try {
      start();
      const id = host.ownId(socket);
      if (isAwaited(socket, direction)) return undefined;
      slots[BEHIND] = 0;
      slots[ATTEMPT] = direction;
      let result;
      try {
        result = attempt(socket, id, data);
      } finally {
        slots[ATTEMPT] = 0;
      }
      if (result !== WAIT) return done(result, sizeOf(result, data));
      const job = jobOf(socket);
      return wait(job, job.enter(), NO_OPTIONS);
    } catch (error) {
      return error === UNPROVEN ? undefined : rejected(error);
    }
  }

  /**
   * A function that is awaited, of what it is called on and of its arguments: every failure rejects.
   * @param {number} least how many arguments come before { signal, timeout } at least
   * @param prepare is given the two and how many arguments there are, looks at them, and returns a job
   */
  function awaited(least, prepare) {
    return function (receiver, args) {
      try {
        start();
        const last = args.length - 1;
        const behind = last < least ? undefined : args[last];
        const hasOptions = isOptions(behind);
        const options = hasOptions ? optionsOf(behind) : NO_OPTIONS;
        const isLeftOut = last >= least && (behind ?? null) === null;
        const job = prepare(receiver, args, hasOptions || isLeftOut ? last : args.length);
        const { signal } = options;
        if (signal !== undefined && signal.aborted) {
          job.end();
          return rejected(signal.reason); // nothing was attempted: all stays as it is
        }
        return begin(job, job.enter(), options);
      } catch (error) {
        return rejected(error);
      }
    };
  }

  /** What stands at an index among so many arguments. */
  const argument = (args, count, i) => i < count ? args[i] : undefined;

  host.beginning = { argument, atOnce, awaited, millisecondsOf };
})
