// Socket.select and Poller.wait as promises: they look what is ready, and look again when something has changed.
(function (host) {
  "use strict";

  const { natives, check, newList, errors, Poller, Socket } = host;
  const { Job, READ, WAIT, begin, newRecord, observeChanges, optionsOf, proceed, recordOf, rejected, start, unobserve } = host.awaiting;
  const { snapshotsOf, wait, edit, HOLE } = host.selection;
  const { FAILED } = host.results;
  const { pollerAccess } = host;

  const argument = (args, count, i) => i < count ? args[i] : undefined;

  // ---- select ------------------------------------------------------------------------------------------------------

  class SelectJob extends Job {
    constructor(snapshots, milliseconds) {
      super("select");
      this.snapshots = snapshots;
      this.milliseconds = milliseconds;
      this.observed = undefined; // the records that it listens to, each once
      this.again = () => proceed(this.queue);
      this.limit = undefined; // the timer of the call's own time
      this.isLate = false;
    }

    attempt() {
      const pairs = wait(this.snapshots, 0);
      if (pairs > 0 || this.isLate || this.milliseconds === 0) return pairs;
      if (this.observed === undefined) this.observe();
      return WAIT;
    }

    finish(pairs) { return edit(this.snapshots, pairs); }

    observe() {
      start();
      this.observed = newList();
      for (let s = 0; s < this.snapshots.length; s += 1) {
        const { elements, sockets, ids, wanted } = this.snapshots[s];
        for (let i = 0; i < elements.length; i += 1) {
          if (ids[i] === HOLE) continue;
          const record = recordOf(sockets?.[i] ?? elements[i], ids[i]);
          observeChanges(record, this.again, wanted);
          this.observed[this.observed.length] = record;
        }
      }
      if (this.milliseconds < 0) return;
      this.limit = host.loop.setTimer(() => {
        this.limit = undefined;
        this.isLate = true;
        if (!this.isOver) proceed(this.queue);
      }, this.milliseconds);
    }

    end() {
      if (this.limit !== undefined) host.loop.clearTimer(this.limit);
      for (let i = 0; this.observed !== undefined && i < this.observed.length; i += 1) unobserve(this.observed[i], this.again);
    }
  }

  host.addMethods(Socket, {
    /**
     * Waits without blocking until at least one socket is ready, as select() does. The arrays are edited when it is over.
     * @returns {Promise<number>} how many sockets are ready, 0 when the time has passed
     */
    selectAsync(read, write, except, timeout, options) {
      try {
        const told = optionsOf(arguments, 1);
        const count = told.count < 0 ? arguments.length : told.count;
        const microseconds = check.timeout(argument(arguments, count, 3));
        const snapshots = snapshotsOf(read, argument(arguments, count, 1), argument(arguments, count, 2));
        if (told.signal !== undefined && told.signal.aborted) return rejected(told.signal.reason);
        return begin(new SelectJob(snapshots, microseconds < 0 ? -1 : microseconds / 1000), newRecord(undefined, -1).reads, told);
      } catch (error) {
        return rejected(error);
      }
    },
  });

  // ---- poller ------------------------------------------------------------------------------------------------------

  class PollJob extends Job {
    constructor(poller, id, milliseconds, most) {
      super("epoll_wait");
      this.poller = poller;
      this.id = id;
      this.milliseconds = milliseconds;
      this.most = most;
      this.limit = undefined;
      this.isLate = false;
    }

    attempt() {
      const entries = pollerAccess.poll(this.poller, this.most);
      if (entries !== undefined) return entries;
      if (this.isLate || this.milliseconds === 0) return [];
      if (natives.watchChanges(this.id, READ) === FAILED) throw errors.last();
      if (this.milliseconds > 0 && this.limit === undefined) {
        this.limit = host.loop.setTimer(() => {
          this.isLate = true;
          if (!this.isOver) proceed(this.queue);
        }, this.milliseconds);
      }
      return WAIT;
    }

    end() { if (this.limit !== undefined) host.loop.clearTimer(this.limit); }
  }

  host.addMethods(Poller.prototype, {
    /**
     * Waits without blocking until a socket is ready, as wait() does.
     * @returns {Promise<Array<{socket, events, tag}>>} the ready ones; none when the time has passed, or after wake()
     */
    waitAsync(timeout, max, options) {
      try {
        const id = pollerAccess.idOf(this);
        const told = optionsOf(arguments, 0);
        const count = told.count < 0 ? arguments.length : told.count;
        const microseconds = check.timeout(argument(arguments, count, 0));
        const most = pollerAccess.mostOf(argument(arguments, count, 1));
        if (told.signal !== undefined && told.signal.aborted) return rejected(told.signal.reason);
        let record = pollerAccess.awaitedOf(this);
        if (record === undefined) {
          record = newRecord(this, id);
          if (id >= 0) pollerAccess.setAwaited(this, record);
        }
        start();
        return begin(new PollJob(this, id, microseconds < 0 ? -1 : microseconds / 1000, most), record.reads, told);
      } catch (error) {
        return rejected(error);
      }
    },
  });
})
