// Receiving into Buffers before anyone knows how many bytes there are.
//
// A small message is received into memory that stays, and copied to a pool, of which Buffers are cut one after the other: a
// Buffer with memory of its own would cost more than to receive it. The pool is as large as Node's own, so that a message
// which a script keeps does not keep much else. Where much came the last time, a Buffer is made first and received into:
// nothing is copied then.
(function (host) {
  "use strict";

  const { Buffer, natives, address } = host;
  const { receive, receiveIntoNew } = natives; // by names of their own, because each property costs where calls are many
  const MOST = 65536;
  const POOL_SIZE = 8192;
  const SMALL = 1024; // what the pool always has room for
  const MUCH = 16384; // a Buffer's memory is at most four times as large as what is in it
  const ALIGNMENT = 8; // so that any typed array can be laid over a Buffer

  // The class behind Buffer, where the host has one, makes Buffers in half the time.
  const Plain = Buffer[Symbol.species];
  const isQuick = typeof Plain === "function" && Plain !== Buffer && Plain.prototype === Buffer.prototype;

  /** A Buffer on a part of another's memory. */
  const bufferOn = isQuick
    ? (whole, start, length) => new Plain(whole.buffer, whole.byteOffset + start, length)
    : (whole, start, length) => whole.subarray(start, start + length);

  const arrivals = new Uint8Array(MOST);
  let expectsMuch = false;
  let pool = Buffer.alloc(0);
  let poolAddress = 0;
  let poolStart = 0;

  function renewPool() {
    pool = Buffer.allocUnsafeSlow(POOL_SIZE);
    poolAddress = address(pool);
    poolStart = 0;
  }

  function receiveMuch(id, most) {
    const buffer = Buffer.allocUnsafeSlow(most);
    const received = receiveIntoNew(id, buffer, 0, most);
    if (received === most) return buffer;
    expectsMuch = received >= MUCH;
    if (received < 0) return received;
    return expectsMuch ? bufferOn(buffer, 0, received) : Buffer.from(buffer.subarray(0, received));
  }

  host.bufferOn = bufferOn;

  /**
   * Receives at most that many bytes, up to 65,536.
   * @returns {Buffer|number} the bytes; or what receiving returned if it is negative
   */
  host.receive = function (id, most) {
    if (expectsMuch && most >= MUCH) return receiveMuch(id, most);
    if (SMALL > pool.length - poolStart) renewPool();
    const room = pool.length - poolStart;
    const received = receive(id, poolAddress + poolStart, room, arrivals, 0, most);
    if (received > room) {
      expectsMuch = received >= MUCH;
      return Buffer.from(arrivals.subarray(0, received));
    }
    if (received < 0) return received;
    const start = poolStart;
    poolStart = Math.min(start + received + ALIGNMENT - 1 & -ALIGNMENT, POOL_SIZE);
    return bufferOn(pool, start, received);
  };
})
