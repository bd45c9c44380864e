// The runner's event loop, outside of the script: timers, immediates, listeners of sockets and the sockets' promises, in one wait.
//
// It runs in rounds: wait until something is there, then call the timers that are due, the listeners of the sockets that are ready, what
// promises wait for, and the immediates. What a callback adds waits for the next round, so that a timer that renews itself cannot keep
// sockets waiting; what it clears is not called any more, even in this round. Between two callbacks promises go on.
(function (host) {
  "use strict";

  const { idOf, socketOf, select, face: { holding } } = host;
  const { TimerQueue, isBefore, NOWHERE } = host.timers;
  const { apply, max, newList, sort, Int32Array, OwnMap } = host.safe;

  const READ = 1; // as the core has them
  const WRITE = 2;
  const PROMISES = -1; // in the place of an id: promises of sockets can go on

  /**
   * Milliseconds that the system's clock cannot set back. They are those of performance.now(), so that a script which moves that clock moves
   * the timers, too; one that has made something else of it is left with the system's.
   */
  function now() {
    try {
      const time = globalThis.performance.now();
      if (typeof time === "number" && time === time) return time;
    } catch { /* it was replaced */ }
    return host.now();
  }

  // ---- what is scheduled -------------------------------------------------------------------------------------------

  // Three queues: those of the script keep the runner alive; those of the module eventloop do so until abort() or a limit of run() has left
  // them behind; nobody waits for the quiet ones.
  const own = new TimerQueue();
  const left = new TimerQueue();
  const quiet = new TimerQueue();
  const queues = { own, module: left, quiet };

  const timers = new OwnMap(); // by id
  const readers = new OwnMap(); // listeners by id, in the order of their creation
  const writers = new OwnMap();
  let immediates = newList();
  const waitingImmediates = new OwnMap(); // by id, those that were not cleared

  let lastId = 0;
  let isLeft = false; // whether what the module eventloop has scheduled was left behind
  let isKeptAlive = false; // by promises
  let turn; // lets promises of sockets go on

  function nextId() {
    lastId += 1;
    return lastId;
  }

  /**
   * Schedules a call.
   * @param {"own"|"module"|"quiet"} queue
   * @param {function} callback
   * @param {number} delay milliseconds, not negative
   * @param {{args: Array, isRepeated: boolean, level: number}} [how]
   * @returns {number} an id
   */
  function addTimer(queue, callback, delay, { args = undefined, isRepeated = false, level = 0 } = {}) {
    const id = nextId();
    if (queue === "module") isLeft = false;
    const timer = {
      id, callback, args, due: now() + delay, order: id, period: isRepeated ? delay : -1, level, queue: queues[queue], place: NOWHERE,
    };
    timers.set(id, timer);
    timer.queue.add(timer);
    return id;
  }

  function clearTimer(id) {
    const timer = timers.get(id);
    if (timer === undefined) return;
    timers.delete(id);
    timer.queue.remove(timer);
    timer.callback = undefined; // it may be among those that are due
  }

  function addListener(listeners, callback, socket) {
    const id = nextId();
    isLeft = false;
    listeners.set(id, { id, callback, socket, watched: undefined, watchedId: -1 });
    isListeningChanged = true;
    return id;
  }

  /** Ends the listener that has an id, or all of a socket, as it was given. */
  function clearListeners(idOrSocket) {
    for (let i = 0; i < 2; i += 1) {
      const listeners = i === 0 ? readers : writers;
      if (listeners.delete(idOrSocket)) isListeningChanged = true;
      listeners.forEach(({ id, socket }) => {
        if (socket !== idOrSocket) return;
        listeners.delete(id);
        isListeningChanged = true;
      });
    }
  }

  function addImmediate(callback, args) {
    const id = nextId();
    const immediate = { id, callback, args };
    waitingImmediates.set(id, immediate);
    immediates[immediates.length] = immediate;
    return id;
  }

  // ---- what is waited for ------------------------------------------------------------------------------------------

  let isListeningChanged = false; // whether the host has to be told
  let wasListening = false;
  let ready = new Int32Array(0); // pairs of an id and what its socket is ready for

  const isModulesTurn = () => !isLeft && (readers.size > 0 || writers.size > 0);

  /** Which socket a listener has at this moment. Its getSocket() may do anything. */
  function look(listener) {
    const { socket } = listener;
    const watched = idOf(socket) === undefined ? socketOf("socket", socket) : socket;
    const id = idOf(watched);
    if (id < 0) select([watched]); // throws EBADF
    if (listener.watched === watched && listener.watchedId === id) return;
    listener.watched = watched;
    listener.watchedId = id;
    isListeningChanged = true;
  }

  /** Tells the host which sockets to wait for, when they are others than before. */
  function listen() {
    const isListening = isModulesTurn();
    if (isListening) {
      readers.forEach(look);
      writers.forEach(look);
    }
    if (!isListeningChanged && isListening === wasListening) return;
    const places = new OwnMap(); // by id
    const pairs = newList();
    const want = (wanted) => ({ watchedId }) => {
      const place = places.get(watchedId) ?? pairs.length;
      places.set(watchedId, place);
      pairs[place] = watchedId;
      pairs[place + 1] |= wanted;
    };
    if (isListening) {
      readers.forEach(want(READ));
      writers.forEach(want(WRITE));
    }
    const integers = new Int32Array(pairs.length);
    for (let i = 0; i < pairs.length; i += 1) integers[i] = pairs[i];
    if (ready.length < max(64, pairs.length)) ready = new Int32Array(max(64, 2 * pairs.length));
    host.listen(integers, ready);
    isListeningChanged = false;
    wasListening = isListening;
  }

  /** Waits until something is there or due, or a time has come. @returns {number} how many pairs are ready */
  function wait(deadline) {
    listen();
    let wake = deadline;
    if (own.size > 0 && own.first.due < wake) wake = own.first.due;
    if (quiet.size > 0 && quiet.first.due < wake) wake = quiet.first.due;
    if (!isLeft && left.size > 0 && left.first.due < wake) wake = left.first.due;
    const isBusy = waitingImmediates.size > 0;
    if (isBusy && !wasListening && turn === undefined) return 0; // nothing that could be there
    const found = host.wait(isBusy ? 0 : max(0, wake - now()));
    if (found < 0) { // select says why
      const sockets = [];
      readers.forEach(({ watched }) => { sockets[sockets.length] = watched; });
      writers.forEach(({ watched }) => { sockets[sockets.length] = watched; });
      select(sockets, null, null, 0);
      return 0;
    }
    return found;
  }

  // ---- a round -----------------------------------------------------------------------------------------------------

  let time = 0; // when it began to call
  let level = 0; // how deep timers that schedule timers are nested where the callback runs that was called last
  const due = newList();
  let dueAt = 0;
  const called = newList(); // listeners of sockets that are ready
  let calledAt = 0;
  let hasChanges = false;
  let current = newList(); // immediates
  let currentAt = 0;
  let isInRound = false;

  function takeDue(queue) {
    while (queue.size > 0 && queue.first.due <= time) {
      const timer = queue.first;
      queue.remove(timer);
      due[due.length] = timer;
    }
  }

  function takeReady(count) {
    const masks = newList();
    for (let i = 0; i < 2 * count; i += 2) {
      if (ready[i] === PROMISES) hasChanges = true;
      else masks[ready[i]] = ready[i + 1];
    }
    if (masks.length === 0 && holding.count === 0) return;
    const take = (wanted, listeners) => (listener) => {
      const isReady = (masks[listener.watchedId] & wanted) !== 0 || (wanted === READ && holds(listener));
      if (isReady) called[called.length] = { listener, listeners };
    };
    readers.forEach(take(READ, readers));
    writers.forEach(take(WRITE, writers));
  }

  /** Gives back what the round has not come to. Listeners are found again while their sockets are ready. */
  function endRound() {
    for (; dueAt < due.length; dueAt += 1) if (due[dueAt].callback !== undefined) due[dueAt].queue.add(due[dueAt]);
    due.length = called.length = dueAt = calledAt = 0;
    isInRound = false;
  }

  /** Whether what a listener listens to has bytes that came with its socket's last ones, as TLS has. */
  const holds = ({ socket }) => holding.count > 0 && idOf(socket) === undefined && holding.holds(socket);

  function anyHolds() {
    let any = false;
    if (holding.count > 0 && isModulesTurn()) readers.forEach((listener) => { any ||= holds(listener); });
    return any;
  }

  /** Waits, and begins a round with what is there. */
  function beginRound(deadline) {
    endRound();
    const isHeld = anyHolds();
    const count = wait(isHeld ? 0 : deadline);
    if (own.size > 0 || quiet.size > 0 || left.size > 0) takeAllDue();
    if (count > 0 || isHeld) takeReady(count);
    isInRound = true;
  }

  function takeAllDue() {
    time = now();
    takeDue(own);
    takeDue(quiet);
    if (!isLeft) takeDue(left);
    if (due.length > 1) sort(due, (a, b) => isBefore(a, b) ? -1 : 1);
  }

  function callTimer(timer) {
    const { callback, args } = timer;
    if (timer.period < 0) {
      timers.delete(timer.id);
    } else {
      const period = timer.queue === own ? periodAt(timer.level, timer.period) : timer.period;
      timer.due = max(timer.due + period, time); // periods that were missed are left out
      timer.level += 1;
      timer.order = nextId();
      timer.queue.add(timer);
    }
    level = timer.period < 0 ? timer.level : timer.level - 1;
    apply(callback, timer.queue === own ? globalThis : undefined, args ?? []);
  }

  /** How long a timer has to wait, as the web has it, that a timer schedules which was scheduled by a timer, and so on, so deep. */
  const periodAt = (depth, period) => depth > 5 && period < 4 ? 4 : period;

  /** Calls the next callback of the round. @returns {boolean} false if there is none left */
  function callNext() {
    if (!isInRound) return false;
    level = 0;
    while (dueAt < due.length) {
      const timer = due[dueAt];
      due[dueAt++] = undefined;
      if (timer.callback === undefined) continue;
      callTimer(timer);
      return true;
    }
    while (calledAt < called.length) {
      const { listener, listeners } = called[calledAt++];
      if (!listeners.has(listener.id)) continue;
      apply(listener.callback, undefined, [listener.socket]);
      return true;
    }
    if (hasChanges) {
      hasChanges = false;
      turn();
      return true;
    }
    return callImmediate();
  }

  function callImmediate() {
    if (currentAt === current.length && immediates.length > 0 && !isInImmediates) {
      const empty = current;
      current = immediates;
      immediates = empty;
      isInImmediates = true;
    }
    while (currentAt < current.length) {
      const { id, callback, args } = current[currentAt++];
      if (!waitingImmediates.delete(id)) continue;
      apply(callback, globalThis, args);
      return true;
    }
    current.length = currentAt = 0;
    isInImmediates = isInRound = false;
    return false;
  }

  let isInImmediates = false; // those that they add wait for the next round

  // ---- running -----------------------------------------------------------------------------------------------------

  let isRunning = false; // inside run()
  let isLooping = false; // the script has ended
  let isAborted = false;

  const isAlive = () => own.size > 0 || waitingImmediates.size > 0 || isKeptAlive;
  const isModuleScheduled = () => left.size > 0 || readers.size > 0 || writers.size > 0;
  const isScheduled = () => isAlive() || isModuleScheduled();

  /** Runs rounds until nothing is scheduled, until abort(), or until a time. It lets promises go on by itself. */
  function run(deadline) {
    isRunning = true;
    isAborted = false;
    isLeft = false;
    try {
      do {
        // What promises do now may be what is waited for. Where they cannot go on, it must not be waited for them.
        const isScheduledNow = host.settle() ? isScheduled() : isModuleScheduled() || own.size > 0 || waitingImmediates.size > 0;
        if (isAborted || !isScheduledNow) break;
        beginRound(deadline);
        while (!isAborted && callNext()) host.settle();
      } while (!isAborted && now() < deadline);
    } finally {
      endRound();
      isRunning = false;
      isLeft = isModuleScheduled();
    }
  }

  /** Goes on when the script has ended: waits, and calls what is there; or, where promises cannot go on in between, a part of it. */
  function step() {
    isLooping = true;
    if (!isInRound) beginRound(Infinity);
    while (!isAborted && callNext()) if (!host.settleOutside()) return;
  }

  /** Leaves behind, after abort() in a callback, what the module eventloop has scheduled. */
  function leaveIfAborted() {
    if (!isAborted || isRunning) return;
    isAborted = false;
    endRound();
    isLeft = true;
  }

  // For promises of sockets, see the face.
  host.loop.start = (callback) => {
    turn = callback;
    host.startPromises();
    isListeningChanged = true;
  };
  host.loop.keepAlive = (flag) => { isKeptAlive = flag; };
  host.loop.setTimer = (callback, delay) => addTimer("quiet", callback, delay);
  host.loop.clearTimer = clearTimer;
  host.loop.later = (callback) => addImmediate(callback, newList());

  return {
    addTimer, clearTimer, addImmediate, clearImmediate: (id) => { waitingImmediates.delete(id); },
    addReader: (callback, socket) => addListener(readers, callback, socket),
    addWriter: (callback, socket) => addListener(writers, callback, socket),
    clearListeners, now, run, isScheduled,
    periodAt,
    isRunning: () => isRunning,
    level: () => level,
    abort() { if (isRunning || isLooping) isAborted = true; },

    /** Whether the script's end has to wait for something. */
    isPending() {
      leaveIfAborted();
      return isAlive() || !isLeft && isModuleScheduled() || dueAt < due.length || calledAt < called.length || hasChanges;
    },
    step,
  };
})
