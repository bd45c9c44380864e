// Socket.select: from arrays of sockets to pairs of integers, and back to edited arrays.
(function (host) {
  "use strict";

  const { natives, check, errors } = host;
  const { FAILED } = host.results;

  // What select(2) waits for; the values are the core's.
  const READ = 1;
  const WRITE = 2;
  const EXCEPT = 4;

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

  /** What an array held when select was called. Runs the script's getSocket() and getters, which may do anything. */
  function snapshot(name, array, isSocket) {
    if (!Array.isArray(array)) throw errors.wrongType(name, "an array, null or undefined", array);
    if (!isEditable(array)) throw errors.wrongType(name, "an array that can be edited", array);
    const elements = new Array(array.length);
    const sockets = new Array(array.length).fill(null);
    for (let i = 0; i < sockets.length; i++) {
      const element = array[i];
      if (element === undefined && !(i in array)) continue; // left by an earlier select
      elements[i] = element;
      sockets[i] = socketOf(`${name}[${i}]`, element, isSocket);
    }
    return { array, elements, sockets, pairs: new Int32Array(sockets.length), wanted: 0 };
  }

  const isEditable = (array) => Object.isExtensible(array) && Object.getOwnPropertyDescriptor(array, "length").writable;

  function socketOf(name, element, isSocket) {
    if (isSocket(element)) return element;
    if (element !== null && typeof element === "object" && typeof element.getSocket === "function") {
      const socket = element.getSocket();
      if (isSocket(socket)) return socket;
    }
    throw errors.wrongType(name, "a Socket or an object with getSocket()", element);
  }

  /** Gives each socket its pair, when none of the script's code can close one any more. */
  function pairUp({ sockets, pairs: indices, wanted }, idOf) {
    for (let i = 0; i < sockets.length; i++) {
      if (sockets[i] === null) continue;
      indices[i] = pairFor(idOf(sockets[i]));
      pairs[2 * indices[i] + 1] |= wanted;
    }
  }

  /** Leaves in the array what is ready, each at its index, and holes for the rest. */
  function edit({ array, elements, sockets, pairs: indices, wanted }) {
    const ready = [];
    for (let i = 0; i < sockets.length; i++) {
      if (sockets[i] !== null && (pairs[2 * indices[i] + 1] & wanted) !== 0) ready.push(i);
    }
    // Emptying it and putting back the few is many times quicker than deleting the many.
    array.length = 0;
    array.length = sockets.length;
    for (const i of ready) array[i] = elements[i];
  }

  function restore({ array, elements }) {
    array.length = elements.length;
    elements.forEach((element, i) => { array[i] = element; });
  }

  /**
   * @param {function(*): boolean} isSocket tells Sockets from anything else
   * @param {function(Socket): number} idOf the id of a Socket, -1 when closed
   * @returns {number} what select(2) returns
   */
  host.select = function (read, write, except, timeout, isSocket, idOf) {
    const microseconds = check.timeout(timeout);
    const snapshots = [];
    const take = (name, array, event) => {
      if (array === undefined || array === null) return;
      let taken = snapshots.find((other) => other.array === array);
      if (taken === undefined) snapshots.push(taken = snapshot(name, array, isSocket));
      taken.wanted |= event;
    };
    take("read", read, READ);
    take("write", write, WRITE);
    take("except", except, EXCEPT);

    count = 0;
    for (const taken of snapshots) pairUp(taken, idOf);
    const ready = natives.select(new Uint8Array(pairs.buffer), 0, 8 * count, microseconds);
    if (ready === FAILED) throw errors.last();
    try {
      snapshots.forEach(edit);
    } catch (error) { // an element that is not configurable: seen only now, as looking at each would cost every call
      snapshots.forEach(restore);
      throw error;
    }
    return ready;
  };
})
