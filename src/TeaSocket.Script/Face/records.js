// What is awaited of each socket and poller: its record, with a queue of jobs for each direction.
(function (host) {
  "use strict";

  const { natives, errors, newList } = host;
  const { FAILED } = host.results;

  // The directions, as the core numbers what a socket is ready for.
  const READ = 1;
  const WRITE = 2;
  const ASIDE = 4; // what is received past all else: the error queue

  const records = newList(); // by id, of those that have something pending: so they stay reachable
  const newQueue = (record, direction) => ({ record, direction, first: undefined, last: undefined });

  function newRecord(owner, id) {
    const record = {
      owner, id, reads: undefined, writes: undefined, asides: undefined, observers: undefined, isReferenced: true, nextOrphan: undefined,
    };
    record.reads = newQueue(record, READ);
    return record;
  }

  /** The record of a socket, or one that nothing is kept of if it is closed. */
  function recordOf(socket, id) {
    let record = host.awaitedOf(socket);
    if (record === undefined || id < 0) {
      record = newRecord(socket, id);
      if (id >= 0) host.setAwaited(socket, record);
    }
    return record;
  }

  function queueOf(record, direction) {
    if (direction === READ) return record.reads;
    if (direction === WRITE) return record.writes ??= newQueue(record, WRITE);
    return record.asides ??= newQueue(record, ASIDE);
  }

  const isEmpty = (queue) => queue === undefined || queue.first === undefined;

  /** Whether calls of a socket are awaited in a direction, reading or writing. */
  function isAwaited(socket, direction) {
    const record = host.awaitedOf(socket);
    return record !== undefined && !isEmpty(direction === READ ? record.reads : record.writes);
  }

  function forgetIdle(record) {
    if (record.id < 0 || record.observers !== undefined) return;
    if (isEmpty(record.reads) && isEmpty(record.writes) && isEmpty(record.asides)) records[record.id] = undefined;
  }

  // ---- who only wants to know that something has changed -----------------------------------------------------------

  /**
   * Has a job told of the changes of a socket, until unobserve().
   * @param record of the socket
   * @param job its changed() is called, or with true when the socket is closed
   * @param {number} wanted what to tell of
   */
  function observeChanges(record, job, wanted) {
    if (natives.watchChanges(record.id, wanted) === FAILED) throw errors.last();
    record.observers = { job, next: record.observers };
    records[record.id] = record;
  }

  /** Makes one call of observeChanges() undone. */
  function unobserve(record, job) {
    let before;
    let observer = record.observers;
    while (observer !== undefined && observer.job !== job) {
      before = observer;
      observer = observer.next;
    }
    if (observer === undefined) return;
    if (before === undefined) record.observers = observer.next;
    else before.next = observer.next;
    forgetIdle(record);
  }

  function notifyObservers(record) {
    // A job that is over leaves; what is there then is behind those that were called.
    for (let observer = record.observers, next; observer !== undefined; observer = next) {
      ({ next } = observer);
      observer.job.changed(record.id < 0);
    }
  }

  host.records = {
    READ, WRITE, ASIDE, forgetIdle, isAwaited, isEmpty, newRecord, notifyObservers, observeChanges, queueOf, recordOf, records, unobserve,
  };
})
