// Which jobs an AbortSignal ends. However many a signal has, it is listened to once: hosts warn of signals with many listeners.
(function (host) {
  "use strict";

  const { deleteFrom, getFrom, setIn, WeakMap } = host.intrinsics;

  const watches = new WeakMap(); // by signal, of those that have jobs: { signal, first, last, listener }

  /**
   * Has a job end when a signal is aborted. The signal may be one of the script's own making: listening to it may do anything.
   * @param job its watch, before and behind are for this file
   * @param end is called with the job and the reason
   */
  function watchSignal(job, signal, end) {
    let watch = getFrom(watches, signal);
    const isNew = watch === undefined;
    if (isNew) {
      watch = { signal, first: undefined, last: undefined, listener: undefined };
      watch.listener = () => endAll(watch, end);
      setIn(watches, signal, watch);
    }
    append(watch, job);
    if (isNew) signal.addEventListener("abort", watch.listener);
  }

  /** In the order in which they began. Those that begin meanwhile find the signal aborted. */
  function endAll(watch, end) {
    while (watch.first !== undefined) {
      const job = watch.first;
      end(job, watch.signal.reason);
      if (watch.first === job) unwatchSignal(job);
    }
  }

  /** A job is over: the last one of a signal leaves nothing there. */
  function unwatchSignal(job) {
    const { watch } = job;
    if (watch === undefined) return;
    takeOut(watch, job);
    if (watch.first !== undefined || getFrom(watches, watch.signal) !== watch) return;
    deleteFrom(watches, watch.signal);
    try {
      watch.signal.removeEventListener("abort", watch.listener);
    } catch { /* a signal of the script's own making */ }
  }

  function append(watch, job) {
    job.watch = watch;
    job.before = watch.last;
    if (watch.last === undefined) watch.first = job;
    else watch.last.behind = job;
    watch.last = job;
  }

  function takeOut(watch, job) {
    if (job.before === undefined) watch.first = job.behind;
    else job.before.behind = job.behind;
    if (job.behind === undefined) watch.last = job.before;
    else job.behind.before = job.before;
    job.watch = job.before = job.behind = undefined;
  }

  host.signals = { unwatchSignal, watchSignal };
})
