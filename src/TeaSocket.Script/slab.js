// Where received bytes go before anyone knows how many they are. A large part stays there and is cut off as a Buffer, so that
// it is never copied. A small one is copied to a pool, so that a short message which a script keeps does not keep the slab;
// the pool is as large as Node's own, for the same reason.
(function (host) {
  "use strict";

  const { Buffer, natives, address } = host;
  const { receive } = natives; // by a name of its own, because each property costs where calls are many
  const SLAB_SIZE = 262144;
  const POOL_SIZE = 8192;
  const LARGE = 16384;
  const SMALL = 1024; // what the pool always has room for
  const ALIGNMENT = 8; // so that any typed array can be laid over a Buffer

  // The class behind Buffer, where the host has one, makes Buffers in half the time.
  const Plain = Buffer[Symbol.species];
  const isQuick = typeof Plain === "function" && Plain !== Buffer && Plain.prototype === Buffer.prototype;

  /** A Buffer on a part of another's memory. */
  const bufferOn = isQuick
    ? (whole, start, length) => new Plain(whole.buffer, whole.byteOffset + start, length)
    : (whole, start, length) => whole.subarray(start, start + length);

  const aligned = (length) => length + ALIGNMENT - 1 & -ALIGNMENT;

  let slab = Buffer.alloc(0);
  let slabStart = 0; // where the free part of it starts
  let pool = slab;
  let poolAddress = 0;
  let poolStart = 0;

  function renewSlab() {
    slab = Buffer.allocUnsafeSlow(SLAB_SIZE);
    slabStart = 0;
  }

  function renewPool() {
    pool = Buffer.allocUnsafeSlow(POOL_SIZE);
    poolAddress = address(pool);
    poolStart = 0;
  }

  /** The Buffer of so many bytes that were received. */
  function take(length) {
    if (length <= pool.length - poolStart) {
      const start = poolStart;
      poolStart = Math.min(start + aligned(length), POOL_SIZE);
      return bufferOn(pool, start, length);
    }
    const start = slabStart;
    if (length < LARGE) return Buffer.from(slab.subarray(start, start + length));
    slabStart = Math.min(start + aligned(length), SLAB_SIZE);
    return bufferOn(slab, start, length);
  }

  host.bufferOn = bufferOn;

  /**
   * Receives at most that many bytes, up to 65,536.
   * @returns {Buffer|number} the bytes; or what receiving returned if it is negative
   */
  host.receive = function (id, most) {
    if (most > slab.length - slabStart) renewSlab();
    if (SMALL > pool.length - poolStart) renewPool();
    const received = receive(id, poolAddress + poolStart, pool.length - poolStart, slab, slabStart, most);
    return received < 0 ? received : take(received);
  };
})
