// Socket.select: from arrays of sockets to pairs of integers, and back to edited arrays. Loops select nearly the same sockets
// again and again: the table is told of them only when they differ from those of the call before.
(function (host) {
  "use strict";

  const { natives, check, errors, idOf, haveIds, socketOf } = host;
  const { FAILED, STALE } = host.results;

  // What select(2) waits for; the values are the core's.
  const READ = 1;
  const WRITE = 2;
  const EXCEPT = 4;
  const HOW_MANY = [0, 1, 1, 2, 1, 2, 2, 3]; // of them in a sum of them

  // A pair of 32-bit integers: an id, and what to wait for or what is ready.
  const PAIR_SIZE = 8;

  // Stands in a list of ids for an index that holds nothing: left by an earlier select.
  const HOLE = -3;

  // What the table watches: for each array of the call what it is for and its ids, and room for the pairs that are ready.
  // Ids only: sockets would be kept from the garbage collector here.
  let watched = { lists: [], ready: new Int32Array(0), readyBytes: new Uint8Array(0), count: 0 };

  /**
   * What an array holds. Runs the script's getSocket() and getters, which may do anything.
   * @param before what the array in this place held in the last call; its ids are taken over if they are the same
   */
  function snapshot({ name, array, wanted }, before) {
    if (!Array.isArray(array)) throw errors.wrongType(name, "an array, null or undefined", array);
    if (!isEditable(array)) throw errors.wrongType(name, "an array that can be edited", array);
    const elements = copyOf(array);
    const { length } = elements;
    const known = before !== undefined && before.wanted === wanted && before.ids.length === length ? before.ids : undefined;
    if (known !== undefined && haveIds(elements, known)) return { array, elements, sockets: null, wanted, ids: known };
    let ids = known ?? new Int32Array(length);
    let sockets = null; // of the elements that are not sockets themselves
    for (let i = 0; i < length; i++) {
      const element = elements[i];
      let id = HOLE;
      if (element !== undefined || i in elements) {
        id = idOf(element);
        if (id === undefined) {
          sockets ??= [];
          id = idOf(sockets[i] = socketOf(`${name}[${i}]`, element));
        }
      }
      if (ids[i] !== id) {
        if (ids === known) ids = ids.slice();
        ids[i] = id;
      }
    }
    return { array, elements, sockets, wanted, ids };
  }

  /** The elements and the holes, each read once. */
  function copyOf(array) {
    if (array.constructor === Array) return array.slice(); // ten times as quick as a loop; another class would make its own
    const copy = new Array(array.length);
    for (let i = 0; i < copy.length; i++) if (i in array) copy[i] = array[i];
    return copy;
  }

  const isEditable = (array) => Object.isExtensible(array) && Object.getOwnPropertyDescriptor(array, "length").writable;

  /** The ids once more, when the script's code has run that may have closed sockets. */
  function refresh(taken) {
    const { elements, sockets } = taken;
    taken.ids = taken.ids.map((id, i) => id === HOLE ? HOLE : idOf(sockets?.[i] ?? elements[i]));
  }

  /** One pair for each socket, whatever array it stands in. */
  function pairsOf(lists) {
    const wantedOf = new Map();
    for (const { ids, wanted } of lists) {
      for (const id of ids) {
        if (id !== HOLE) wantedOf.set(id, wantedOf.get(id) | wanted);
      }
    }
    const pairs = new Int32Array(2 * wantedOf.size);
    let at = 0;
    for (const [id, wanted] of wantedOf) {
      pairs[at++] = id;
      pairs[at++] = wanted;
    }
    return pairs;
  }

  /** Where an id stands among others: its last place by id, and by place the one before. Places count from 1, 0 is none. */
  function placesOf(ids) {
    let most = -1;
    for (const id of ids) if (id > most) most = id;
    const last = new Int32Array(most + 1);
    const previous = new Int32Array(ids.length + 1);
    for (let i = 0; i < ids.length; i++) {
      if (ids[i] < 0) continue;
      previous[i + 1] = last[ids[i]];
      last[ids[i]] = i + 1;
    }
    return { last, previous };
  }

  function watch(snapshots) {
    const pairs = pairsOf(snapshots);
    watched.lists = []; // if this fails, nothing is known
    if (natives.watch(new Uint8Array(pairs.buffer), 0, pairs.byteLength) === FAILED) throw errors.last();
    const ready = pairs.length > watched.ready.length ? new Int32Array(Math.max(pairs.length, 64)) : watched.ready;
    watched = {
      lists: snapshots.map(({ wanted, ids }) => ({ wanted, ids, ...placesOf(ids) })),
      ready,
      readyBytes: ready === watched.ready ? watched.readyBytes : new Uint8Array(ready.buffer),
      count: pairs.length / 2,
    };
  }

  const isWatched = (snapshots) => snapshots.length === watched.lists.length
    && snapshots.every(({ ids, wanted }, i) => ids === watched.lists[i].ids && wanted === watched.lists[i].wanted);

  function wait(microseconds) {
    const written = natives.select(microseconds, watched.readyBytes, 0, PAIR_SIZE * watched.count);
    return written >= 0 ? written / PAIR_SIZE : written;
  }

  /** Leaves in the array what is ready, each at its index, and holes for the rest. */
  function edit({ array, elements, wanted }, { last, previous }, pairs) {
    const { ready } = watched;
    // Emptying it and putting back the few is many times quicker than deleting the many.
    array.length = 0;
    array.length = elements.length;
    for (let i = 0; i < 2 * pairs; i += 2) {
      if ((ready[i + 1] & wanted) === 0) continue;
      for (let place = last[ready[i]]; place > 0; place = previous[place]) array[place - 1] = elements[place - 1];
    }
  }

  function restore({ array, elements }) {
    array.length = elements.length;
    elements.forEach((element, i) => { array[i] = element; });
  }

  /** The arrays, each once with all that it is for. */
  function arrays(read, write, except) {
    const all = [];
    for (const [name, array, wanted] of [["read", read, READ], ["write", write, WRITE], ["except", except, EXCEPT]]) {
      if (array === undefined || array === null) continue;
      const same = all.find((other) => other.array === array);
      if (same === undefined) all.push({ name, array, wanted });
      else same.wanted |= wanted;
    }
    return all;
  }

  /** @returns {number} what select(2) returns */
  host.select = function (read, write, except, timeout) {
    const microseconds = check.timeout(timeout);
    const closed = host.closed;
    const snapshots = arrays(read, write, except).map((taken, i) => snapshot(taken, watched.lists[i]));
    if (host.closed !== closed) snapshots.forEach(refresh);
    if (!isWatched(snapshots)) watch(snapshots);
    let pairs = wait(microseconds);
    if (pairs === STALE) {
      watch(snapshots);
      pairs = wait(microseconds);
    }
    if (pairs === FAILED) throw errors.last();

    let count = 0;
    for (let i = 0; i < pairs; i++) count += HOW_MANY[watched.ready[2 * i + 1]];
    try {
      snapshots.forEach((taken, i) => edit(taken, watched.lists[i], pairs));
    } catch (error) { // an element that is not configurable: seen only now, as looking at each would cost every call
      snapshots.forEach(restore);
      throw error;
    }
    return count;
  };
})
