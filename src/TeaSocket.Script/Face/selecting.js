// Socket.select and Poller.wait as promises: they look what is ready, and look again when something has changed.
(function (host) {
  "use strict";

  const { natives, newList, errors, Poller, Socket } = host;
  const { READ, newRecord, observeChanges, recordOf, unobserve } = host.records;
  const { Job, WAIT, abandon, canceled, proceed } = host.awaiting;
  const { argument, awaited, millisecondsOf } = host.beginning;
  const { snapshotsOf, refresh, wait, edit, HOLE } = host.selection;
  const { FAILED } = host.results;
  const { pollerAccess } = host;

  /** A call that ends by itself after some time, with what there is then. */
  class LimitedJob extends Job {
    constructor(call, milliseconds) {
      super(call);
      this.milliseconds = milliseconds; // -1 for ever
      this.limit = undefined;
      this.isLate = milliseconds === 0;
    }

    /** Nothing is ready yet. */
    waits() {
      if (this.milliseconds < 0 || this.limit !== undefined) return WAIT;
      this.limit = host.loop.setTimer(() => {
        this.isLate = true;
        if (!this.isOver) proceed(this.queue);
      }, this.milliseconds);
      return WAIT;
    }

    end() { if (this.limit !== undefined) host.loop.clearTimer(this.limit); }
  }

  // ---- select ------------------------------------------------------------------------------------------------------

  class SelectJob extends LimitedJob {
    constructor(snapshots, closed, milliseconds) {
      super("select", milliseconds);
      this.snapshots = snapshots;
      this.closed = closed; // host.closed when the snapshots were begun
      this.observed = undefined; // the records that it listens to
    }

    enter() {
      if (host.closed !== this.closed) refresh(this.snapshots);
      return super.enter();
    }

    attempt() {
      const pairs = wait(this.snapshots, 0);
      if (pairs > 0 || this.isLate) return pairs;
      if (this.observed === undefined) this.observe();
      return this.waits();
    }

    finish(pairs) { return edit(this.snapshots, pairs); }

    observe() {
      this.observed = newList();
      for (let s = 0; s < this.snapshots.length; s += 1) {
        const { elements, sockets, ids, wanted } = this.snapshots[s];
        for (let i = 0; i < elements.length; i += 1) {
          if (ids[i] === HOLE) continue;
          const record = recordOf(sockets?.[i] ?? elements[i], ids[i]);
          observeChanges(record, this, wanted);
          this.observed[this.observed.length] = record;
        }
      }
    }

    changed(isClosed) {
      if (this.isOver) return;
      if (isClosed) abandon(this, canceled(this));
      else proceed(this.queue);
    }

    end() {
      super.end();
      for (let i = 0; this.observed !== undefined && i < this.observed.length; i += 1) unobserve(this.observed[i], this);
    }
  }

  const select = awaited(1, (_, args, count) => {
    const { closed } = host;
    const milliseconds = millisecondsOf(argument(args, count, 3));
    const snapshots = snapshotsOf(argument(args, count, 0), argument(args, count, 1), argument(args, count, 2));
    return new SelectJob(snapshots, closed, milliseconds);
  });

  host.addMethods(Socket, {
    /**
     * Waits without blocking until at least one socket is ready, as select() does. The arrays are edited when it is over.
     * @returns {Promise<number>} how many sockets are ready, 0 when the time has passed. Rejected with ECANCELED when one of them is closed
     */
    selectAsync(read, write, except, timeout, options) { return select(this, arguments); },
  });

  // ---- poller ------------------------------------------------------------------------------------------------------

  class PollJob extends LimitedJob {
    constructor(poller, milliseconds, most) {
      super("epoll_wait", milliseconds);
      this.poller = poller;
      this.id = pollerAccess.idOf(poller);
      this.most = most;
    }

    enter() {
      const { poller } = this;
      this.id = pollerAccess.idOf(poller);
      let record = pollerAccess.awaitedOf(poller);
      if (record === undefined) {
        record = newRecord(poller, this.id);
        if (this.id >= 0) pollerAccess.setAwaited(poller, record);
      }
      return record.reads;
    }

    attempt() {
      const entries = pollerAccess.poll(this.poller, this.most);
      if (entries !== undefined) return entries;
      if (this.isLate) return [];
      if (natives.watchChanges(this.id, READ) === FAILED) throw errors.last();
      return this.waits();
    }
  }

  const pollerWait = awaited(0, (poller, args, count) =>
    new PollJob(poller, millisecondsOf(argument(args, count, 0)), pollerAccess.mostOf(argument(args, count, 1))));

  host.addMethods(Poller.prototype, {
    /**
     * Waits without blocking until a socket is ready, as wait() does.
     * @returns {Promise<Array<{socket, events, tag}>>} the ready ones; none when the time has passed, or after wake()
     */
    waitAsync(timeout, max, options) { return pollerWait(this, arguments); },
  });
})
