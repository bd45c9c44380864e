// Socket.select: from arrays of sockets to pairs of integers, and back to edited arrays. Loops select nearly the same sockets
// again and again: the table is told of them only when they differ from those of the call before.
(function (host) {
  "use strict";

  const { natives, check, define, errors, idOf, haveIds, holding, newList, socketOf } = host;
  const { FAILED, STALE } = host.results;
  const {
    bufferOf, lengthOf, slice, isArray, isExtensible, getOwnPropertyDescriptor, Array, Int32Array, Uint8Array,
  } = host.intrinsics;

  // What select(2) waits for; the values are the core's.
  const READ = 1;
  const WRITE = 2;
  const EXCEPT = 4;
  const HOW_MANY = new Uint8Array([0, 1, 1, 2, 1, 2, 2, 3]); // of them in a sum of them

  // A pair of 32-bit integers: an id, and what to wait for or what is ready.
  const PAIR_SIZE = 8;

  // Stands in a list of ids for an index that holds nothing: left by an earlier select.
  const HOLE = -3;

  // More sockets than a process can have: an array of that length is a mistake, which would take minutes to find.
  const MOST = 2 ** 24;

  // What the table watches: for each array of the call what it is for and its ids, and room for the pairs that are ready.
  // Ids only: sockets would be kept from the garbage collector here.
  let watched = { lists: newList(), ready: new Int32Array(0), readyBytes: new Uint8Array(0), count: 0 };

  const bytesOf = (integers) => new Uint8Array(bufferOf(integers));

  /**
   * What an array holds. Runs the script's getSocket() and getters, which may do anything.
   * @param before what the array in this place held in the last call; its ids are taken over if they are the same
   */
  function snapshot({ name, array, wanted }, before) {
    const elements = copyOf(name, array);
    const { length } = elements;
    const known = before !== undefined && before.wanted === wanted && lengthOf(before.ids) === length ? before.ids : undefined;
    if (known !== undefined && haveIds(elements, known, length)) return { array, elements, sockets: undefined, wanted, ids: known };
    let ids = known ?? new Int32Array(length);
    let sockets; // of the elements that are not sockets themselves
    for (let i = 0; i < length; i += 1) {
      const element = elements[i];
      let id = HOLE;
      if (element !== undefined || i in elements) {
        id = idOf(element);
        if (id === undefined) {
          const socket = socketOf(`${name}[${i}]`, element);
          sockets ??= newList();
          sockets[i] = socket;
          id = idOf(socket);
        }
      }
      if (ids[i] !== id) {
        if (ids === known) ids = new Int32Array(known); // a copy: the old ones are still what the table watches
        ids[i] = id;
      }
    }
    return { array, elements, sockets, wanted, ids };
  }

  /** The elements and the holes, each read once. */
  function copyOf(name, array) {
    if (!isArray(array)) throw errors.wrongType(name, "an array, null or undefined", array);
    if (!isExtensible(array) || !getOwnPropertyDescriptor(array, "length").writable) {
      throw errors.wrongType(name, "an array that can be edited", array);
    }
    const length = check.integer(`${name}.length`, array.length, 0, MOST);
    if (array.constructor === Array) { // another class would make its own
      try {
        return slice(array); // ten times as quick as a loop
      } catch { /* what makes arrays was replaced */ }
    }
    const copy = new Array(length);
    for (let i = 0; i < length; i += 1) if (i in array) define(copy, i, array[i]);
    return copy;
  }

  /** The ids once more, when the script's code has run that may have closed sockets. */
  function refresh(snapshots) {
    for (let s = 0; s < snapshots.length; s += 1) {
      const { elements, sockets, ids: before } = snapshots[s];
      const ids = new Int32Array(before);
      for (let i = 0; i < elements.length; i += 1) if (ids[i] !== HOLE) ids[i] = idOf(sockets?.[i] ?? elements[i]);
      snapshots[s].ids = ids;
    }
  }

  function greatest(snapshots) {
    let most = -1;
    for (let s = 0; s < snapshots.length; s += 1) {
      const { ids } = snapshots[s];
      for (let i = 0, length = lengthOf(ids); i < length; i += 1) if (ids[i] > most) most = ids[i];
    }
    return most;
  }

  /** One pair for each socket, whatever array it stands in; for a closed one its id is negative. */
  function pairsOf(snapshots, most) {
    const placeOf = new Int32Array(most + 2); // by id, from 1; closed sockets come last
    let room = 0;
    for (let s = 0; s < snapshots.length; s += 1) room += 2 * lengthOf(snapshots[s].ids);
    const pairs = new Int32Array(room);
    let end = 0;
    for (let s = 0; s < snapshots.length; s += 1) {
      const { ids, wanted } = snapshots[s];
      for (let i = 0, length = lengthOf(ids); i < length; i += 1) {
        const id = ids[i];
        if (id === HOLE) continue;
        const slot = id < 0 ? most + 1 : id;
        if (placeOf[slot] === 0) {
          pairs[end] = id;
          placeOf[slot] = end + 1;
          end += 2;
        }
        pairs[placeOf[slot]] |= wanted;
      }
    }
    return { pairs, end };
  }

  /** Where an id stands among others: its last place by id, and by place the one before. Places count from 1, 0 is none. */
  function placesOf(ids, most) {
    const length = lengthOf(ids);
    const last = new Int32Array(most + 1);
    const previous = new Int32Array(length + 1);
    for (let i = 0; i < length; i += 1) {
      if (ids[i] < 0) continue;
      previous[i + 1] = last[ids[i]];
      last[ids[i]] = i + 1;
    }
    return { last, previous };
  }

  function watch(snapshots) {
    const most = greatest(snapshots);
    const { pairs, end } = pairsOf(snapshots, most);
    watched.lists = newList(); // if this fails, nothing is known
    if (natives.watch(bytesOf(pairs), 0, 4 * end) === FAILED) throw errors.last();
    const isLarge = end > lengthOf(watched.ready);
    const ready = isLarge ? new Int32Array(end < 64 ? 64 : end) : watched.ready;
    const lists = newList();
    for (let s = 0; s < snapshots.length; s += 1) {
      const { wanted, ids } = snapshots[s];
      const { last, previous } = placesOf(ids, most);
      lists[s] = { wanted, ids, last, previous };
    }
    watched = { lists, ready, readyBytes: isLarge ? bytesOf(ready) : watched.readyBytes, count: end / 2 };
  }

  function isWatched(snapshots) {
    const { lists } = watched;
    if (snapshots.length !== lists.length) return false;
    for (let s = 0; s < lists.length; s += 1) {
      if (snapshots[s].ids !== lists[s].ids || snapshots[s].wanted !== lists[s].wanted) return false;
    }
    return true;
  }

  /** The ids of the sockets that are to be read from and whose bytes are held; undefined if there are none. */
  function heldBy(snapshots) {
    let held;
    for (let s = 0; s < snapshots.length; s += 1) {
      const { elements, sockets, wanted, ids } = snapshots[s];
      if (sockets === undefined || (wanted & READ) === 0) continue;
      for (let i = 0; i < sockets.length; i += 1) {
        if (sockets[i] === undefined || !holding.holds(elements[i])) continue;
        held ??= newList();
        held[held.length] = ids[i];
      }
    }
    return held;
  }

  /** Adds to the pairs that are ready those that are besides. */
  function addHeld(held, pairs) {
    const { ready } = watched;
    let count = pairs;
    for (let h = 0; h < held.length; h += 1) {
      let i = 0;
      while (i < count && ready[2 * i] !== held[h]) i += 1;
      if (i === count) {
        count += 1;
        ready[2 * i] = held[h];
        ready[2 * i + 1] = 0;
      }
      ready[2 * i + 1] |= READ;
    }
    return count;
  }

  /** Waits; returns how many pairs are ready. */
  function wait(snapshots, microseconds) {
    const held = holding.count === 0 ? undefined : heldBy(snapshots);
    const limit = held === undefined ? microseconds : 0;
    if (!isWatched(snapshots)) watch(snapshots);
    let written = natives.select(limit, watched.readyBytes, 0, PAIR_SIZE * watched.count);
    if (written === STALE) {
      watch(snapshots);
      written = natives.select(limit, watched.readyBytes, 0, PAIR_SIZE * watched.count);
    }
    if (written === FAILED) throw errors.last();
    const pairs = written / PAIR_SIZE;
    return held === undefined ? pairs : addHeld(held, pairs);
  }

  /** The arrays, each once with all that it is for. */
  function arrays(read, write, except) {
    const all = newList();
    function add(name, array, wanted) {
      if (array === undefined || array === null) return;
      for (let i = 0; i < all.length; i += 1) {
        if (all[i].array === array) {
          all[i].wanted |= wanted;
          return;
        }
      }
      all[all.length] = { name, array, wanted };
    }
    add("read", read, READ);
    add("write", write, WRITE);
    add("except", except, EXCEPT);
    return all;
  }

  function snapshotsOf(read, write, except) {
    const closed = host.closed;
    const snapshots = arrays(read, write, except);
    for (let s = 0; s < snapshots.length; s += 1) snapshots[s] = snapshot(snapshots[s], watched.lists[s]);
    if (host.closed !== closed) refresh(snapshots);
    return snapshots;
  }

  /** @returns {number} what select(2) returns */
  host.select = function (read, write, except, timeout) {
    const microseconds = check.timeout(timeout);
    const snapshots = snapshotsOf(read, write, except);
    return edit(snapshots, wait(snapshots, microseconds));
  };

  host.selection = { snapshotsOf, refresh, wait, edit, HOLE };

  /** Leaves in the arrays what is ready, and returns how many that are. */
  function edit(snapshots, pairs) {
    const { ready, lists } = watched;
    let count = 0;
    for (let i = 0; i < pairs; i += 1) count += HOW_MANY[ready[2 * i + 1]];

    // Each array is left with what is ready at its index, and holes for the rest. No function is called from here on: none can fail for
    // want of stack, and leave one array edited and the other not.
    try {
      for (let s = 0; s < snapshots.length; s += 1) {
        const { array, elements, wanted } = snapshots[s];
        const { last, previous } = lists[s];
        // Emptying it and putting back the few is many times quicker than deleting the many.
        array.length = 0;
        array.length = elements.length;
        for (let i = 0; i < 2 * pairs; i += 2) {
          if ((ready[i + 1] & wanted) === 0) continue;
          for (let place = last[ready[i]]; place > 0; place = previous[place]) {
            const element = elements[place - 1];
            array[place - 1] = element;
            if (array[place - 1] !== element) define(array, place - 1, element); // a prototype has a setter for its index
          }
        }
      }
    } catch { // an element that is not configurable: seen only now, as looking at each would cost every call
      for (let s = 0; s < snapshots.length; s += 1) {
        const { array, elements } = snapshots[s];
        try {
          array.length = elements.length;
        } catch { /* it is as long as it was */ }
        for (let i = 0; i < elements.length; i += 1) {
          try {
            if (i in elements && array[i] !== elements[i]) array[i] = elements[i];
          } catch { /* this one has stayed */ }
        }
      }
      throw errors.wrongType("read, write and except", "arrays that can be edited", snapshots[0].array);
    }
    return count;
  }

  host.addMethods(host.Socket, {
    /**
     * Waits until at least one socket is ready, with the meaning of select(2) but for any descriptor number. Edits each
     * array in place: what is not ready is deleted, the rest keeps its index, the length stays.
     * @param {Array} [read] sockets, or objects whose getSocket() returns one, to wait for data, connections or the end
     * @param {Array} [write] the same, to wait until sending will not block, or a connect has ended
     * @param {Array} [except] the same, to wait for out-of-band data
     * @param {number} [timeout] milliseconds, fractions allowed; null, undefined and Infinity wait for ever, 0 polls
     * @returns {number} how many sockets are ready; one that is ready for two things counts twice
     * @throws {SocketError} EBADF: a socket is closed. Whatever it throws, no array has changed
     */
    select(read, write, except, timeout) {
      return host.select(read, write, except, timeout);
    },
  });
})
