// Calls that are awaited: for each socket and each direction a queue of them, carried out in the order of the calls.
//
// A job is one such call. Its attempt() makes the table's calls, which do not wait while ATTEMPT is set in the window: one that would have to
// says WOULD_BLOCK, and has the socket watched. When the host tells of changes, the first job of the queue is attempted again. No code of a
// script's runs inside an attempt: what is given has been looked at before.
(function (host) {
  "use strict";

  const { natives, check, define, errors, newList, slots } = host;
  const { FAILED } = host.results;
  const { ATTEMPT, BEHIND } = host.layout;
  const { bufferOf, isView, Int32Array, Promise, Uint8Array } = host.intrinsics;

  const READ = 1;
  const WRITE = 2;
  const PAIR_SIZE = 8;
  const MOST_CHANGES = 512;

  // What an attempt returns that would have to wait.
  const WAIT = Symbol("wait");

  // The errors that the table makes for what is ended from outside.
  const ETIMEDOUT = 0;
  const ECANCELED = 1;

  /** One call that is awaited. */
  class Job {
    constructor(call) {
      this.call = call; // the system's, for errors
      this.sent = 0; // bytes that were handed over in earlier attempts
      this.next = undefined;
      this.queue = undefined;
      this.resolve = undefined;
      this.reject = undefined;
      this.timer = undefined;
      this.signal = undefined;
      this.onAbort = undefined;
      this.isOver = false;
    }

    /** What the promise is resolved with; outside of the attempt, as it may run a script's code. */
    finish(result) { return result; }

    /** The job is over, well or not. */
    end() {}

    /** It has failed. */
    fail() {}
  }

  // ---- records: what is awaited of a socket or poller --------------------------------------------------------------

  const records = newList(); // by id, of those that have something pending: so they stay reachable
  let orphans; // of sockets that were closed, until their jobs are told

  const newQueue = (record, direction) => ({ record, direction, first: undefined, last: undefined, count: 0 });

  function newRecord(owner, id) {
    const record = {
      owner, id, reads: undefined, writes: undefined, observers: newList(), observerCount: 0, isReferenced: true, nextOrphan: undefined,
    };
    record.reads = newQueue(record, READ);
    record.writes = newQueue(record, WRITE);
    return record;
  }

  const isIdle = (record) => record.reads.count === 0 && record.writes.count === 0 && record.observerCount === 0;

  /** Makes a record that of something closed, in whose place something else may be soon. It calls nothing, so that nothing can fail. */
  host.orphan = function (record) {
    records[record.id] = undefined;
    record.id = -1;
    record.nextOrphan = orphans;
    orphans = record;
  };

  /** Ends what was awaited of sockets that have been closed. */
  function sweep() {
    while (orphans !== undefined) {
      const record = orphans;
      orphans = record.nextOrphan;
      cancelAll(record.reads);
      cancelAll(record.writes);
      notifyObservers(record);
    }
  }

  host.sweep = () => { if (orphans !== undefined) sweep(); };

  function cancelAll(queue) {
    while (queue.first !== undefined) {
      const job = take(queue);
      settle(job, true, outside(job, ECANCELED));
    }
  }

  // ---- the host's loop ---------------------------------------------------------------------------------------------

  const changes = new Int32Array(2 * MOST_CHANGES);
  const changeBytes = new Uint8Array(bufferOf(changes));
  let hasStarted = false;
  let pendingCount = 0; // of jobs that keep the process alive
  let isKeptAlive = false;
  let isReleasing = false;

  function start() {
    if (hasStarted) return;
    if (host.loop === undefined) throw errors.unsupported("This host has no event loop for promises");
    if (natives.openWaits() === FAILED) throw errors.last();
    host.loop.start(turn);
    hasStarted = true;
  }

  function retain() {
    pendingCount += 1;
    if (isKeptAlive) return;
    host.loop.keepAlive(true);
    isKeptAlive = true;
  }

  function release() {
    pendingCount -= 1;
    if (pendingCount > 0 || isReleasing) return;
    isReleasing = true;
    releaseLater();
  }

  // What goes on with the result awaits something again, most often: so it is looked at when that has run.
  async function releaseLater() {
    await undefined;
    await undefined;
    await undefined;
    isReleasing = false;
    if (pendingCount > 0 || !isKeptAlive) return;
    isKeptAlive = false;
    host.loop.keepAlive(false);
  }

  /** The host calls it when there are changes, or work that was done beside is finished. */
  function turn() {
    sweep();
    const written = natives.takeChanges(changeBytes, 0, PAIR_SIZE * MOST_CHANGES);
    for (let i = 0; i < written / PAIR_SIZE * 2; i += 2) {
      const record = records[changes[i]];
      if (record === undefined) continue;
      if ((changes[i + 1] & READ) !== 0) proceed(record.reads);
      if ((changes[i + 1] & WRITE) !== 0) proceed(record.writes);
      if (record.observerCount > 0) notifyObservers(record);
    }
    host.takeFinished();
  }

  // ---- queues ------------------------------------------------------------------------------------------------------

  function take(queue) {
    const job = queue.first;
    queue.first = job.next;
    if (queue.first === undefined) queue.last = undefined;
    leave(queue, job);
    return job;
  }

  function leave(queue, job) {
    job.next = undefined;
    queue.count -= 1;
    const { record } = queue;
    if (record.id >= 0 && isIdle(record)) records[record.id] = undefined;
  }

  /** Takes a job out, wherever it stands. */
  function remove(job) {
    const { queue } = job;
    if (queue.first === job) {
      take(queue);
    } else {
      let before = queue.first;
      while (before.next !== job) before = before.next;
      before.next = job.next;
      if (queue.last === job) queue.last = before;
      leave(queue, job);
    }
    if (queue.first === undefined && queue.record.id >= 0) natives.free(queue.record.id, queue.direction);
  }

  function attempted(job, queue, behind) {
    slots[BEHIND] = behind;
    slots[ATTEMPT] = queue.direction;
    try {
      return job.attempt();
    } finally {
      slots[ATTEMPT] = 0;
    }
  }

  /** Attempts the jobs of a queue until one has to wait. */
  function proceed(queue) {
    while (queue.first !== undefined) {
      const job = queue.first;
      let result;
      let hasFailed = false;
      try {
        result = attempted(job, queue, job.next === undefined ? 0 : 1);
        if (result === WAIT) return;
      } catch (error) {
        result = error;
        hasFailed = true;
      }
      take(queue);
      if (queue.first === undefined && slots[BEHIND] !== -1 && queue.record.id >= 0) natives.free(queue.record.id, queue.direction);
      if (hasFailed) settle(job, true, result);
      else settleWell(job, result);
    }
  }

  function settleWell(job, result) {
    let value;
    try {
      value = job.finish(result);
    } catch (error) {
      settle(job, true, error);
      return;
    }
    settle(job, false, value);
  }

  function settle(job, hasFailed, value) {
    job.isOver = true;
    if (job.timer !== undefined) host.loop.clearTimer(job.timer);
    if (job.signal !== undefined) {
      try {
        job.signal.removeEventListener("abort", job.onAbort);
      } catch { /* a signal of the script's own making */ }
    }
    if (job.queue.record.isReferenced) release();
    job.end();
    if (hasFailed) {
      job.fail(value);
      job.reject(value);
    } else {
      job.resolve(value);
    }
  }

  /** The error of a job that is ended from outside. */
  function outside(job, which) {
    natives.fail(job.call, which);
    const error = errors.last();
    if (job.sent > 0) define(error, "bytesSent", job.sent);
    return error;
  }

  /** Ends a job that waits. */
  function abandon(job, reason) {
    if (job.isOver) return;
    remove(job);
    settle(job, true, reason);
  }

  // ---- options -----------------------------------------------------------------------------------------------------

  const NO_OPTIONS = { count: -1, signal: undefined, timeout: -1 };

  /**
   * The options of a call that is awaited, { signal, timeout }, which stand behind its arguments: the last, if it is an object with nothing else.
   * @param args the arguments
   * @param {number} least how many come before it at least
   * @returns {{count: number, signal, timeout: number}} how many arguments there are without it (-1: all), and milliseconds, -1 for none
   */
  function optionsOf(args, least) {
    const last = args.length - 1;
    if (last < least) return NO_OPTIONS;
    const value = args[last];
    if (typeof value !== "object" || value === null || isView(value) || check.isMemory(value) || host.idOf(value) !== undefined) return NO_OPTIONS;
    if (host.intrinsics.isArray(value)) return NO_OPTIONS;
    const names = check.names(value);
    for (let i = 0; i < names.length; i += 1) if (names[i] !== "signal" && names[i] !== "timeout") return NO_OPTIONS;
    const { signal, timeout } = value;
    if ((signal ?? null) !== null && (typeof signal !== "object" || typeof signal.addEventListener !== "function" || typeof signal.aborted !== "boolean")) {
      throw errors.wrongType("options.signal", "an AbortSignal", signal);
    }
    const microseconds = check.timeout(timeout);
    return { count: last, signal: signal ?? undefined, timeout: microseconds < 0 ? -1 : microseconds / 1000 };
  }

  // ---- beginning ---------------------------------------------------------------------------------------------------

  const rejected = (error) => new Promise((_, reject) => reject(error));
  const resolved = (value) => new Promise((resolve) => resolve(value));

  function enqueue(job, queue) {
    const { record } = queue;
    if (queue.last === undefined) queue.first = job;
    else queue.last.next = job;
    queue.last = job;
    queue.count += 1;
    job.queue = queue;
    records[record.id] = record;
    if (record.isReferenced) retain();
  }

  /** What ends it beside its queue. A script's signal may do anything when it is listened to. */
  function observe(job, { signal, timeout }) {
    if (timeout >= 0) {
      job.timer = host.loop.setTimer(() => {
        job.timer = undefined;
        if (!job.isOver) abandon(job, outside(job, ETIMEDOUT));
      }, timeout);
    }
    if (signal === undefined) return;
    job.onAbort = () => abandon(job, signal.reason);
    try {
      signal.addEventListener("abort", job.onAbort);
      job.signal = signal;
    } catch (error) {
      abandon(job, error);
      return;
    }
    if (signal.aborted) abandon(job, signal.reason);
    if (job.isOver) {
      try {
        signal.removeEventListener("abort", job.onAbort);
      } catch { /* as above */ }
    }
  }

  /** Carries a job out, at once if it need not wait and nothing is awaited before it. Returns a promise. */
  function begin(job, queue, options) {
    if (queue.first === undefined) {
      let result;
      job.queue = queue;
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
        return resolved(result);
      }
    }
    return new Promise((resolve, reject) => {
      job.resolve = resolve;
      job.reject = reject;
      start();
      enqueue(job, queue);
      observe(job, options);
    });
  }

  /**
   * A method that is awaited: every failure rejects.
   * @param {number} direction of the socket
   * @param {number} least how many arguments come before the options at least
   * @param prepare is given the socket, its id and the arguments, looks at them, and returns a job
   */
  function awaited(direction, least, prepare) {
    return function (socket, args) {
      try {
        if (orphans !== undefined) sweep();
        const id = host.ownId(socket);
        const options = optionsOf(args, least);
        const job = prepare(socket, id, args, options.count < 0 ? args.length : options.count);
        const { signal } = options;
        if (signal !== undefined && signal.aborted) {
          job.end();
          return rejected(signal.reason); // nothing was attempted: the socket stays as it is
        }
        const record = recordOf(socket, host.ownId(socket));
        return begin(job, direction === READ ? record.reads : record.writes, options);
      } catch (error) {
        return rejected(error);
      }
    };
  }

  /** The record of a socket, or one that nothing is kept of if it is closed. */
  function recordOf(socket, id) {
    let record = host.awaitedOf(socket);
    if (record === undefined || record.id < 0) {
      record = newRecord(socket, id);
      if (id >= 0) host.setAwaited(socket, record);
    }
    return record;
  }

  // ---- who only wants to know that something has changed -----------------------------------------------------------

  /** Has a function called at each change of a socket, until unobserve(). */
  function observeChanges(record, callback, direction) {
    start();
    if (natives.watchChanges(record.id, direction) === FAILED) throw errors.last();
    record.observers[record.observerCount] = callback;
    record.observerCount += 1;
    records[record.id] = record;
  }

  function unobserve(record, callback) {
    const { observers, observerCount } = record;
    for (let i = 0; i < observerCount; i += 1) {
      if (observers[i] !== callback) continue;
      observers[i] = observers[observerCount - 1];
      observers[observerCount - 1] = undefined;
      record.observerCount -= 1;
      break;
    }
    if (record.id >= 0 && isIdle(record)) records[record.id] = undefined;
  }

  function notifyObservers(record) {
    const called = newList();
    for (let i = 0; i < record.observerCount; i += 1) called[i] = record.observers[i];
    for (let i = 0; i < called.length; i += 1) called[i]();
  }

  /** Whether what is pending of a socket keeps the process alive. */
  host.setReferenced = function (socket, isReferenced) {
    const record = recordOf(socket, host.ownId(socket));
    if (record.isReferenced === isReferenced) return;
    record.isReferenced = isReferenced;
    for (let i = record.reads.count + record.writes.count; i > 0; i -= 1) {
      if (isReferenced) retain();
      else release();
    }
  };

  host.awaiting = {
    Job, READ, WRITE, WAIT, awaited, begin, newRecord, observeChanges, optionsOf, proceed, recordOf, rejected, start, unobserve,
  };
})
