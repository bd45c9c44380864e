"use strict";

// Buffers between canaries: memory that is larger than the view which is passed, filled with known bytes around it, and
// compared with a copy after each call.

const { outsideAt, writeDatagram, writeStream } = require("./payloads.js");

const GUARD = 64;
const PAGE = 65536;

const TypedArray = Object.getPrototypeOf(Uint8Array);
const getter = (prototype, name) => {
  const { get } = Object.getOwnPropertyDescriptor(prototype, name);
  return (object) => Reflect.apply(get, object, []);
};

// What a script can neither hide nor override.
const byteLengthOf = getter(TypedArray.prototype, "byteLength");
const lengthOf = getter(TypedArray.prototype, "length");
const bufferOf = getter(TypedArray.prototype, "buffer");
const tagOf = getter(TypedArray.prototype, Symbol.toStringTag);
const byteLengthOfView = getter(DataView.prototype, "byteLength");
const byteLengthOfStore = getter(ArrayBuffer.prototype, "byteLength");
const { transfer: move } = ArrayBuffer.prototype; // not in all engines

const ArrayClasses = [
  Uint8Array, Int8Array, Uint8ClampedArray, Uint16Array, Int16Array, Uint32Array, Int32Array, Float32Array, Float64Array,
  BigInt64Array, BigUint64Array, ...(typeof Float16Array === "undefined" ? [] : [Float16Array]),
];

const canResize = typeof ArrayBuffer.prototype.resize === "function";
const canGrow = typeof SharedArrayBuffer === "function" && typeof SharedArrayBuffer.prototype.grow === "function";
const canTransfer = move !== undefined || typeof structuredClone === "function";

/** Takes a buffer's memory away, and returns the buffer that has it now. */
function transfer(buffer) {
  return move !== undefined ? Reflect.apply(move, buffer, []) : structuredClone(buffer, { transfer: [buffer] });
}

const kinds = [
  [6, "plain"], [4, "movable"], [2, "shared"], ...(canResize ? [[3, "resizable"], [2, "tracking"]] : []),
  ...(canGrow ? [[1, "growable"]] : []), ...(typeof WebAssembly === "object" ? [[1, "wasm"]] : []),
];

class GuardedMemory {
  /** @param {number} length about how many bytes the view has */
  constructor(random, length) {
    this.kind = random.weighted(kinds);
    this.start = GUARD;
    this.length = length;
    this.isLost = false;
    if (this.kind === "movable") this.#makeMovable();
    else this.#makeStore(random);
    this.shadow = this.witness.slice();
    this.fillAsDatagram();
  }

  /** A small array that the engine may keep where it moves things; its neighbours are the canaries. */
  #makeMovable() {
    this.start = 0;
    this.length = Math.min(this.length, 64);
    this.neighbours = [new Uint8Array(64), new Uint8Array(64)];
    const [before, after] = this.neighbours;
    before.fill(0xa5);
    this.view = new Uint8Array(this.length);
    after.fill(0xa5);
    this.witness = this.view; // asking for its buffer would pin it
  }

  #makeStore(random) {
    const size = GUARD + this.length + GUARD;
    switch (this.kind) {
      case "shared": this.store = new SharedArrayBuffer(size); break;
      case "growable": this.store = new SharedArrayBuffer(size, { maxByteLength: size + 512 }); break;
      case "resizable": case "tracking": this.store = new ArrayBuffer(size, { maxByteLength: size + 512 }); break;
      case "wasm": this.memory = new WebAssembly.Memory({ initial: 1, maximum: 4 }); this.store = this.memory.buffer; break;
      default: this.store = new ArrayBuffer(size);
    }
    this.witness = this.kind === "wasm" ? new Uint8Array(this.store, 0, Math.min(size, PAGE)) : new Uint8Array(this.store);
    this.view = this.#viewOn(random);
    this.isDataView = this.view instanceof DataView;
  }

  #viewOn(random) {
    if (this.kind === "tracking" && random.oneIn(2)) return new Uint8Array(this.store, GUARD); // as long as the store has room
    const Class = random.oneIn(3) ? random.pick(ArrayClasses) : Uint8Array;
    const count = Math.floor(Math.min(this.length, PAGE - 2 * GUARD) / Class.BYTES_PER_ELEMENT);
    if (random.oneIn(10)) return new DataView(this.store, GUARD, count * Class.BYTES_PER_ELEMENT);
    if (random.oneIn(12) && this.kind === "plain") {
      this.start = 0;
      return this.store; // a buffer has no canaries but the heap
    }
    return new Class(this.store, GUARD, count);
  }

  /** How many bytes the view has now, as the engine knows. */
  byteLength() {
    try {
      if (this.view === this.store) return byteLengthOfStore(this.store);
      return this.isDataView ? byteLengthOfView(this.view) : byteLengthOf(this.view);
    } catch {
      return 0; // a DataView that has lost its memory
    }
  }

  fillAsDatagram() {
    this.#fill((bytes, length) => writeDatagram(bytes, this.start, length));
  }

  fillAsStream(place) {
    this.#fill((bytes, length) => writeStream(bytes, this.start, length, place));
  }

  #fill(write) {
    const { witness } = this;
    const length = lengthOf(witness);
    for (let i = 0; i < length; i += 1) witness[i] = outsideAt(i - this.start);
    if (!this.isLost) write(witness, Math.min(this.byteLength(), Math.max(0, length - this.start)));
    this.#remember();
  }

  #remember() {
    const length = lengthOf(this.witness);
    if (this.shadow.length !== length) this.shadow = new Uint8Array(length);
    for (let i = 0; i < length; i += 1) this.shadow[i] = this.witness[i];
  }

  /** Moves the memory elsewhere or changes its size, as a script may in the middle of a call. */
  disturb(random) {
    if (this.isLost) return;
    switch (this.kind) {
      case "plain": case "resizable": case "tracking":
        if (this.store.resizable && random.oneIn(2)) this.#resize(GUARD + random.below(this.length + 2 * GUARD));
        else if (canTransfer) this.#transfer();
        break;
      case "growable": this.#resize(this.store.byteLength + 8); break;
      case "wasm":
        this.memory.grow(1);
        this.witness = new Uint8Array(this.memory.buffer, 0, this.shadow.length);
        this.isLost = true;
        break;
      default: if (tagOf(this.view) !== undefined) bufferOf(this.view); // moves a small array's bytes
    }
  }

  #transfer() {
    this.witness = new Uint8Array(transfer(this.store));
    this.isLost = true;
  }

  #resize(size) {
    try {
      if (this.kind === "growable") this.store.grow(size);
      else this.store.resize(size);
    } catch {
      return; // as large as it can be
    }
    const known = this.shadow;
    this.shadow = new Uint8Array(this.store.byteLength);
    this.shadow.set(known.subarray(0, this.shadow.length));
  }

  /** Which byte has changed that must not have: all may not but `count` of them from a byte of the view on. */
  problem(first = 0, count = 0) {
    const { witness, shadow } = this;
    const length = lengthOf(witness);
    const from = this.start + first;
    if (length !== shadow.length) return `the memory has ${length} bytes instead of ${shadow.length} (${this.kind})`;
    for (let i = 0; i < length; i += 1) {
      if (witness[i] !== shadow[i] && (i < from || i >= from + count)) return this.#describe(i - this.start);
    }
    for (const neighbour of this.neighbours ?? []) {
      for (let i = 0; i < 64; i += 1) if (neighbour[i] !== 0xa5) return "a small array's neighbour was written to";
    }
    return undefined;
  }

  #describe(i) {
    const place = this.isLost ? "memory that was taken away" : i >= 0 && i < this.byteLength() ? "the view" : "a canary";
    return `${place} was written to (${this.kind})`;
  }
}

module.exports = { GuardedMemory, ArrayClasses, transfer, canTransfer, canResize, byteLengthOf, bufferOf, lengthOf };
