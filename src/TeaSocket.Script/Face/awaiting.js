// Calls that are awaited: for each socket and each direction a queue of them, carried out in the order of the calls. beginning.js begins them.
//
// A job is one such call. Its attempt() makes the table's calls, which do not wait while ATTEMPT is set in the window: one that would have to
// says WOULD_BLOCK, and has the socket watched. When the host tells of changes, the first job of the queue is attempted again. No code of a
// script's runs inside an attempt: what is given has been looked at before.
(function (host) {
  "use strict";

  const { natives, errors, slots, turns, withoutPrototype } = host;
  const { READ, WRITE, forgetIdle, isEmpty, newRecord, notifyObservers, queueOf, recordOf, records } = host.records;
  const { unwatchSignal } = host.signals;
  const { FAILED } = host.results;
  const { UNPROVEN } = errors;
  const { ATTEMPT, BEHIND } = host.layout;
  const { bufferOf, Int32Array, Uint8Array } = host.intrinsics;

  const PAIR_SIZE = 8;
  const MOST_CHANGES = 512;
  const SOME_BYTES = 4096; // of what is not counted

  // After how many milliseconds something is tried again of which nobody tells: soon at first, then less and less often.
  const FIRST_PAUSE = 1;
  const LONGEST_PAUSE = 16;

  // What an attempt returns that would have to wait.
  const WAIT = Symbol("wait");

  // The errors that the table makes for what is ended from outside.
  const ETIMEDOUT = 0;
  const ECANCELED = 1;
  const EBADF = 2;
  const EBUSY = 3;

  function failure(call, which) {
    natives.fail(call, which);
    return errors.last();
  }

  /** The id of a socket that must not be closed. */
  function openId(socket, call) {
    const id = host.ownId(socket);
    if (id < 0) throw failure(call, EBADF);
    return id;
  }

  /** One call that is awaited. */
  class Job {
    constructor(call, unit) {
      this.call = call; // the system's, for errors
      this.unit = unit ?? "bytesSent"; // what errors call that which was handed over
      this.sent = 0; // how much that was in earlier attempts
      this.next = undefined;
      this.queue = undefined;
      this.resolve = undefined;
      this.reject = undefined;
      this.timer = undefined;
      this.watch = undefined; // of its signal, see signals.js
      this.before = undefined;
      this.behind = undefined;
      this.isCounted = false; // among those that keep the process alive
      this.isOver = false;
    }

    /** The queue that it stands in. Called when all code of the script's has run that the call runs: a socket may have another id since. */
    enter() { return newRecord(undefined, -1).reads; }

    /** What the promise is resolved with; outside of the attempt, as it may run a script's code. */
    finish(result) { return result; }

    /** About how many bytes a result is of, see turns.js. */
    sizeOf() { return SOME_BYTES; }

    /** The job is over, well or not. */
    end() {}

    /** It has failed. */
    fail() {}
  }

  withoutPrototype(Job.prototype); // a script's setters must not get what is kept here

  /** One of a socket's. */
  class SocketJob extends Job {
    constructor(call, socket, direction, unit) {
      super(call, unit);
      this.socket = socket;
      this.direction = direction;
      this.id = host.ownId(socket); // throws for what is no Socket
      this.retry = undefined;
      this.pause = FIRST_PAUSE;
      this.hasGivenWay = false;
    }

    enter() {
      this.id = host.ownId(this.socket);
      return queueOf(recordOf(this.socket, this.id), this.direction);
    }

    /** Has to wait for room at the other end, of which somebody tells, or nobody. Returns WAIT. */
    waitForRoom(isAddressed) { return natives.isUntold(this.id, isAddressed ? 1 : 0) === 1 ? this.waitAnyway() : WAIT; }

    /** Has to wait for what nobody tells, and is attempted now and then. Returns WAIT. */
    waitAnyway() {
      if (this.retry !== undefined) return WAIT;
      this.retry = host.loop.setTimer(() => {
        this.retry = undefined;
        if (!this.isOver) proceed(this.queue);
      }, this.pause);
      if (this.pause < LONGEST_PAUSE) this.pause *= 2;
      return WAIT;
    }

    /** Could go on at once, and lets others have their turn before. Nothing else may come between. Returns WAIT. */
    giveWay() {
      if (this.hasGivenWay) return WAIT;
      natives.reserveDirection(this.id, this.direction);
      host.loop.later(() => {
        this.hasGivenWay = false;
        if (!this.isOver) proceed(this.queue);
      });
      this.hasGivenWay = true;
      return WAIT;
    }

    /** It has done a part: what it waits for comes soon. */
    goOn() { this.pause = FIRST_PAUSE; }

    end() { if (this.retry !== undefined) host.loop.clearTimer(this.retry); }
  }

  // ---- the end of a socket or poller -------------------------------------------------------------------------------

  let orphans; // of what was closed, until their jobs are told

  /**
   * Makes a record that of something that is about to be closed, in whose place something else may be soon. What was awaited of it ends when
   * the call that closes is over. That is arranged first: nothing behind it calls anything, so that nothing can fail.
   */
  host.orphan = function (record) {
    host.requireStack();
    sweepSoon();
    records[record.id] = undefined;
    record.id = -1;
    record.nextOrphan = orphans;
    orphans = record;
  };

  async function sweepSoon() {
    await undefined;
    sweep();
  }

  /** A script's signal that is listened to no more may have something closed, and come here again. */
  function sweep() {
    while (orphans !== undefined) {
      const record = orphans;
      cancelAll(record.reads);
      cancelAll(record.writes);
      cancelAll(record.asides);
      notifyObservers(record);
      if (orphans === record) orphans = record.nextOrphan;
    }
  }

  /** One that the stack has no room to tell stays in the queue, and is told the next time. */
  function cancelAll(queue) {
    while (!isEmpty(queue)) {
      const job = queue.first;
      settle(job, true, canceled(job));
      if (queue.first === job) remove(job);
    }
  }

  // ---- the host's loop ---------------------------------------------------------------------------------------------

  const changes = new Int32Array(2 * MOST_CHANGES);
  const changeBytes = new Uint8Array(bufferOf(changes));
  let hasStarted = false;
  let pendingCount = 0; // of jobs that keep the process alive
  let isKeptAlive = false;
  let isReleasing = false;

  /** All that has to be done before a call is begun. */
  function start() {
    if (orphans !== undefined) sweep();
    if (hasStarted) return;
    if (natives.openWaits() === FAILED) throw errors.last();
    host.loop.start(turn);
    hasStarted = true;
  }

  function retain(job) {
    if (job.isCounted) return;
    job.isCounted = true;
    pendingCount += 1;
    if (isKeptAlive) return;
    host.loop.keepAlive(true);
    isKeptAlive = true;
  }

  function release(job) {
    if (!job.isCounted) return;
    job.isCounted = false;
    pendingCount -= 1;
    if (pendingCount > 0 || isReleasing) return;
    releaseLater();
    isReleasing = true;
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
    turns.begin();
    if (orphans !== undefined) sweep();
    const written = natives.takeChanges(changeBytes, 0, PAIR_SIZE * MOST_CHANGES);
    for (let i = 0; i < written / PAIR_SIZE * 2; i += 2) {
      const record = records[changes[i]];
      if (record === undefined) continue;
      if ((changes[i + 1] & READ) !== 0) proceed(record.reads);
      if ((changes[i + 1] & WRITE) !== 0) proceedWrites(record.writes);
      proceed(record.asides);
      notifyObservers(record);
    }
    host.takeFinished();
  }

  /**
   * A datagram that has found a queue full is itself a change that the system tells, and would be attempted without end: it has its pauses. And
   * what has given way goes on in its turn.
   */
  function proceedWrites(queue) {
    if (!isEmpty(queue) && queue.first.retry === undefined && queue.first.hasGivenWay !== true) proceed(queue);
  }

  /** Whether what is pending of a socket keeps the process alive. */
  host.setReferenced = function (socket, isReferenced) {
    const record = recordOf(socket, host.ownId(socket));
    record.isReferenced = isReferenced;
    const change = isReferenced ? retain : release;
    for (let job = record.reads.first; job !== undefined; job = job.next) change(job);
    for (let job = record.writes?.first; job !== undefined; job = job.next) change(job);
    for (let job = record.asides?.first; job !== undefined; job = job.next) change(job);
  };

  // ---- queues ------------------------------------------------------------------------------------------------------

  function enqueue(job, queue) {
    const { record } = queue;
    if (queue.last === undefined) queue.first = job;
    else queue.last.next = job;
    queue.last = job;
    if (record.id >= 0) records[record.id] = record;
    if (record.isReferenced) retain(job);
  }

  /** Takes a job out, wherever it stands. */
  function remove(job) {
    const { queue } = job;
    let before;
    if (queue.first === job) {
      queue.first = job.next;
    } else {
      before = queue.first;
      while (before.next !== job) before = before.next;
      before.next = job.next;
    }
    if (queue.last === job) queue.last = before;
    job.next = undefined;
    forgetIdle(queue.record);
  }

  /** Lets others have a direction in which nothing is awaited any more. */
  function free({ first, record, direction }) {
    if (first === undefined && record.id >= 0) natives.free(record.id, direction);
  }

  function attempted(job, queue, behind) {
    for (;;) {
      slots[BEHIND] = behind;
      slots[ATTEMPT] = queue.direction;
      try {
        return job.attempt();
      } catch (error) {
        if (error !== UNPROVEN) throw error;
      } finally {
        slots[ATTEMPT] = 0;
      }
      host.proveStack();
    }
  }

  /** Attempts the jobs of a queue until one has to wait. */
  function proceed(queue) {
    if (orphans !== undefined) sweep(); // their jobs know ids that may be those of others
    while (!isEmpty(queue)) {
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
      remove(job);
      if (slots[BEHIND] !== -1) free(queue);
      if (!hasFailed) {
        try {
          result = job.finish(result);
        } catch (error) {
          result = error;
          hasFailed = true;
        }
      }
      settle(job, hasFailed, result);
    }
  }

  function settle(job, hasFailed, value) {
    job.isOver = true;
    if (job.timer !== undefined) host.loop.clearTimer(job.timer);
    unwatchSignal(job);
    release(job);
    job.end();
    if (hasFailed) {
      job.fail(value);
      job.reject(value);
    } else {
      job.resolve(value);
    }
  }

  /** The error of a job that is ended from outside. */
  const outside = (job, which) => errors.withSent(failure(job.call, which), job.sent, job.unit);

  const canceled = (job) => outside(job, ECANCELED);
  const timedOut = (job) => outside(job, ETIMEDOUT);

  /** Ends a job that waits. Those behind it are attempted: they may have been waiting for nothing but their turn. */
  function abandon(job, reason) {
    if (job.isOver) return;
    const { queue } = job;
    remove(job);
    free(queue);
    settle(job, true, reason);
    proceed(queue);
  }

  /** The error of a call that waits, in a direction in which others are awaited. */
  const busy = (call) => failure(call, EBUSY);

  host.awaiting = { Job, SocketJob, WAIT, abandon, attempted, busy, canceled, enqueue, openId, proceed, start, timedOut };
})
