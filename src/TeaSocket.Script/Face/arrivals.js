// Received bytes as Buffers, each with memory that no other Buffer can take away from it.
//
// Nobody knows how many bytes there are before they have come: what is small is received into the window and copied to a Buffer of its
// size. Where much came the last time, a Buffer is made first and received into: nothing is copied then.
//
// Whatever can fail after bytes were taken from the system (the memory for a Buffer, the stack for a call) must not lose them: until their
// Buffer is made they belong to their socket, which gives them to its next call.
(function (host) {
  "use strict";

  const { Buffer, memory, newList, natives, slots, layout: { RESULT, ARRIVALS_START, ARRIVALS_LENGTH } } = host;
  const { WOULD_BLOCK } = host.results;
  const { receive, receiveInto } = natives; // by names of their own, because each property costs where calls are many
  const { apply, bufferOf, offsetOf, lengthOf, memoryLengthOf, set, Uint8Array } = host.intrinsics;
  const SMALL = 64;
  const MUCH = 16384; // a Buffer's memory is at most four times as large as what is in it

  // ---- Buffers -----------------------------------------------------------------------------------------------------

  const { allocUnsafe, allocUnsafeSlow } = Buffer;
  const Plain = Buffer[Symbol.species]; // what makes Buffers in half the time, where the host has such a class

  /** Whether Buffers of the host's share memory of which none can be taken away, so that to share it is quicker and harmless. */
  function hasSafePool() {
    const { buffer } = allocUnsafe(8);
    if (memoryLengthOf(buffer) === 8) return false; // no pool
    const { transfer } = buffer;
    if (transfer === undefined) return true;
    try {
      apply(transfer, buffer, [Number.MAX_SAFE_INTEGER]); // so much memory there is never: it fails before or after it asks for leave
    } catch (error) {
      return error instanceof TypeError;
    }
    return false;
  }

  const isPooled = hasSafePool();
  // Deno keeps the memory of small arrays apart from them, which takes longer to make than what it is for.
  const isSmallCheap = globalThis.Deno === undefined;
  // The Buffer of hosts that have none is JavaScript that asks for builtins as it runs: its class does not.
  const newWhole = host.bytes === undefined ? (length) => apply(allocUnsafeSlow, Buffer, [length]) : (length) => new Plain(length);
  const newBuffer = isPooled ? (length) => apply(allocUnsafe, Buffer, [length]) : (length) => new Plain(length);

  /** A new Buffer of some bytes of the module's own memory. */
  function copied(bytes, start, length) {
    const part = new Uint8Array(bufferOf(bytes), offsetOf(bytes) + start, length);
    if (length <= SMALL && isSmallCheap) return new Plain(part);
    const buffer = newBuffer(length);
    set(buffer, part, 0);
    return buffer;
  }
  host.copied = copied;

  const arrivals = new Uint8Array(memory.buffer, ARRIVALS_START, ARRIVALS_LENGTH);
  host.arrivals = arrivals;
  const small = newList(); // views of the first bytes, by their number: a view costs as much as the Buffer
  for (let length = 0; length <= SMALL; length += 1) small[length] = new Uint8Array(memory.buffer, ARRIVALS_START, length);

  function copyArrivals(length) {
    if (length > SMALL) return copied(arrivals, 0, length);
    if (isSmallCheap) return new Plain(small[length]);
    const buffer = newBuffer(length);
    set(buffer, small[length], 0);
    return buffer;
  }

  // ---- what has come and is no Buffer of the script's yet ----------------------------------------------------------

  /**
   * The socket that it belongs to (undefined: there is nothing), and what makes the list of it: { bytes, sender }, and of what came with
   * control data { message } besides.
   */
  const pending = { socket: undefined, take: undefined, length: 0, end: 0, bytes: undefined, made: undefined, aside: 0 };
  host.pending = pending;

  const noSender = new Uint8Array(0); // getPeerName tells it
  const takeArrivals = () => [{ bytes: copied(arrivals, 0, pending.length), sender: noSender }];
  const takePart = () => [{ bytes: copied(pending.bytes, 0, pending.length), sender: noSender }];

  /** Puts what is pending behind what its socket has kept already, so that something else can be received. */
  host.settle = function () {
    const kept = pending.take();
    if (pending.aside !== 0) {
      host.setAside(pending.socket, { bytes: kept[0].bytes, message: kept[0].message, way: pending.aside, next: host.asideOf(pending.socket) });
    } else {
      let late;
      for (let i = kept.length - 1; i >= 0; i -= 1) {
        late = { bytes: kept[i].bytes, sender: kept[i].sender, message: kept[i].message, next: late };
      }
      let last = host.lateOf(pending.socket);
      while (last?.next !== undefined) last = last.next;
      if (last === undefined) host.setLate(pending.socket, late);
      else last.next = late;
    }
    // From here on no call is made: one that the stack has no room for would leave all of it to be kept twice.
    pending.socket = undefined;
    pending.bytes = undefined;
    pending.made = undefined;
    pending.aside = 0;
  };

  /** At most that many of the bytes that a socket has kept; the rest stays of a stream, and is cut of a datagram. */
  host.takeLate = function (socket, most, isStream) {
    const late = host.lateOf(socket);
    const length = lengthOf(late.bytes);
    if (length <= most) {
      host.setLate(socket, late.next);
      return late.bytes;
    }
    const part = copied(late.bytes, 0, most);
    host.setLate(socket, isStream && most < length
      ? { bytes: copied(late.bytes, most, length - most), sender: late.sender, next: late.next } : late.next);
    return part;
  };

  /** The same into an array of the script's; returns how many bytes there were. */
  host.takeLateInto = function (socket, bytes, start, most, isStream) {
    const room = lengthOf(bytes) - start;
    const limit = most < 0 || most > room ? room : most;
    const { bytes: late } = host.lateOf(socket);
    const length = lengthOf(late);
    const count = length < limit ? length : limit;
    try {
      set(bytes, count === length ? late : copied(late, 0, count), start); // and only then it is taken
    } catch {
      throw host.tooShort("buffer", bytes);
    }
    host.takeLate(socket, limit, isStream);
    return count;
  };

  // ---- receiving ---------------------------------------------------------------------------------------------------

  let expectsMuch = false;

  /**
   * Receives at most that many bytes, up to 65,536.
   * @returns {Buffer|number} the bytes; or what receiving returned if it is negative
   */
  host.receive = function (socket, id, most) {
    if (expectsMuch && most >= MUCH) return receiveMuch(socket, id, most);
    const received = receive(id, most);
    if (received < 0) return received;
    pending.length = received;
    pending.take = takeArrivals;
    pending.socket = socket;
    const buffer = copyArrivals(received);
    pending.socket = undefined;
    expectsMuch = received >= MUCH;
    return buffer;
  };

  /** Receives into a script's or a new array. What has come, and cannot be copied from the window to it, is kept. */
  host.receiveInto = function (socket, id, bytes, start, most) {
    slots[RESULT] = WOULD_BLOCK;
    try {
      return receiveInto(id, bytes, start, most);
    } catch (error) {
      if (slots[RESULT] > 0) {
        pending.length = slots[RESULT];
        pending.take = takeArrivals;
        pending.socket = socket;
      }
      throw error;
    }
  };

  function receiveMuch(socket, id, most) {
    const buffer = newWhole(most);
    const received = host.receiveInto(socket, id, buffer, 0, most);
    if (received === most || received < 0) return received < 0 ? received : buffer;
    pending.length = received;
    pending.bytes = buffer;
    pending.take = takePart;
    pending.socket = socket;
    expectsMuch = received >= MUCH;
    const part = expectsMuch ? new Plain(bufferOf(buffer), 0, received) : copied(buffer, 0, received);
    pending.socket = undefined;
    pending.bytes = undefined;
    return part;
  }

  /** The same as receive() and receiveAsked(), and takes nothing. */
  host.peek = function (id, most) {
    const isLong = most > ARRIVALS_LENGTH;
    const size = isLong ? natives.pending(id) : most;
    if (size < 0) return size;
    if (!isLong) {
      const peeked = natives.peek(id, most);
      return peeked < 0 ? peeked : copyArrivals(peeked);
    }
    const buffer = newWhole(most < size ? most : size);
    const peeked = natives.peekInto(id, buffer, 0, -1);
    return peeked < 0 || peeked === lengthOf(buffer) ? (peeked < 0 ? peeked : buffer) : copied(buffer, 0, peeked);
  };

  /** Receives at most that many bytes, more than 65,536. Asks for the size first, so that memory is allocated for what has arrived. */
  host.receiveAsked = function (socket, id, most) {
    const size = natives.pending(id);
    return size < 0 ? size : receiveMuch(socket, id, most < size ? most : size);
  };
})
