// Socket.select: from arrays of sockets to pairs of integers, and back to edited arrays.
(function (host) {
  "use strict";

  const { natives, check, errors } = host;
  const { FAILED } = host.results;

  // What select(2) waits for; the values are the core's.
  const READ = 1;
  const WRITE = 2;
  const EXCEPT = 4;

  // An index of an array at which there is nothing. (-1 is the id of a closed socket.)
  const HOLE = -2;

  // One pair for each socket, whatever array it stands in: its id and what it is waited for, or ready for.
  let pairs = new Int32Array(64);
  let count = 0;

  // Where a socket's pair is, by id. It needs no clearing: an entry counts if the pair that it names is that socket's.
  let pairOf = new Int32Array(64);

  /** The index of a socket's pair; a closed socket gets one of its own, for the table to answer EBADF. */
  function pairFor(id) {
    if (id >= pairOf.length) pairOf = grown(pairOf, id + 1);
    const known = pairOf[id];
    if (known < count && pairs[2 * known] === id) return known;
    if (2 * count === pairs.length) pairs = grown(pairs, pairs.length + 1);
    pairs[2 * count] = id;
    pairs[2 * count + 1] = 0;
    pairOf[id] = count;
    return count++;
  }

  function grown(array, length) {
    const larger = new Int32Array(Math.max(length, array.length * 2));
    larger.set(array);
    return larger;
  }

  /** What an array held when select was called. Runs the script's getSocket() and getters, so no pair is made here. */
  function snapshot(name, array, idOf) {
    if (!Array.isArray(array)) throw errors.wrongType(name, "an array, null or undefined", array);
    if (!Object.isExtensible(array)) throw errors.wrongType(name, "an array that can be edited", array);
    const elements = new Array(array.length);
    const ids = new Int32Array(array.length).fill(HOLE);
    for (let i = 0; i < ids.length; i++) {
      const element = array[i];
      if (element === undefined && !(i in array)) continue; // left by an earlier select
      elements[i] = element;
      ids[i] = socketId(`${name}[${i}]`, element, idOf);
    }
    return { array, elements, ids, wanted: 0 };
  }

  function socketId(name, element, idOf) {
    let id = idOf(element);
    if (id === undefined && element !== null && typeof element === "object" && typeof element.getSocket === "function") {
      id = idOf(element.getSocket());
    }
    if (id === undefined) throw errors.wrongType(name, "a Socket or an object with getSocket()", element);
    return id;
  }

  /** Turns a snapshot's ids into the indices of their pairs. */
  function pairUp(taken) {
    const indices = taken.ids;
    for (let i = 0; i < indices.length; i++) {
      if (indices[i] === HOLE) continue;
      indices[i] = pairFor(indices[i]);
      pairs[2 * indices[i] + 1] |= taken.wanted;
    }
  }

  /** Leaves in the array what is ready, each at its index, and holes for the rest. */
  function edit({ array, elements, ids: indices, wanted }) {
    const ready = [];
    for (let i = 0; i < indices.length; i++) {
      if (indices[i] !== HOLE && (pairs[2 * indices[i] + 1] & wanted) !== 0) ready.push(i);
    }
    // Emptying it and putting back the few is many times quicker than deleting the many.
    array.length = 0;
    array.length = indices.length;
    for (const i of ready) array[i] = elements[i];
  }

  /**
   * @param {function(*): (number|undefined)} idOf the id of a Socket, -1 when closed; undefined for anything else
   * @returns {number} what select(2) returns
   */
  host.select = function (read, write, except, timeout, idOf) {
    const microseconds = check.timeout(timeout);
    const snapshots = [];
    const take = (name, array, event) => {
      if (array === undefined || array === null) return;
      let taken = snapshots.find((other) => other.array === array);
      if (taken === undefined) snapshots.push(taken = snapshot(name, array, idOf));
      taken.wanted |= event;
    };
    take("read", read, READ);
    take("write", write, WRITE);
    take("except", except, EXCEPT);

    count = 0;
    snapshots.forEach(pairUp);
    const ready = natives.select(new Uint8Array(pairs.buffer), 0, 8 * count, microseconds);
    if (ready === FAILED) throw errors.last();
    snapshots.forEach(edit);
    return ready;
  };
})
