// Where received bytes go before anyone knows how many they are. A large part stays there and is cut off as a Buffer, so that
// it is never copied; a small one is copied out, so that a short message which a script keeps does not keep the slab.
(function (host) {
  "use strict";

  const { Buffer } = host;
  const SIZE = 262144;
  const LARGE = 16384;
  const ALIGNMENT = 8; // so that any typed array can be laid over a Buffer

  // The class behind Buffer, where the host has one, makes Buffers in half the time.
  const Plain = Buffer[Symbol.species];
  const isQuick = typeof Plain === "function" && Plain !== Buffer && Plain.prototype === Buffer.prototype;

  /** A Buffer on a part of another's memory. */
  host.bufferOn = isQuick
    ? (whole, start, length) => new Plain(whole.buffer, whole.byteOffset + start, length)
    : (whole, start, length) => whole.subarray(start, start + length);

  let slab = Buffer.alloc(0);
  let plain = new Uint8Array(0); // the same memory; views of it cost half

  function copy(start, length) {
    const buffer = Buffer.allocUnsafe(length);
    buffer.set(plain.subarray(start, start + length));
    return buffer;
  }

  const self = {
    /** The memory to receive into: the same array for a while, so that its address is known. */
    bytes: plain,

    /** Where its free part starts. */
    start: 0,

    /** Makes sure that so many bytes are free, at most 65,536. */
    reserve(length) {
      if (length <= plain.length - self.start) return;
      slab = Buffer.allocUnsafeSlow(SIZE);
      self.bytes = plain = new Uint8Array(slab.buffer, slab.byteOffset, SIZE);
      self.start = 0;
    },

    /** The first bytes of the free part as a Buffer. */
    take(length) {
      const { start } = self;
      if (length < LARGE) return copy(start, length);
      self.start = Math.min(start + length + ALIGNMENT - 1 & -ALIGNMENT, SIZE);
      return host.bufferOn(slab, start, length);
    },
  };

  host.slab = self;
})
