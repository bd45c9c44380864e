// structuredClone, as the HTML standard has it: a value is first written down, with what it refers to, and then made anew of that. So whatever
// cannot be copied is found before anything is taken away.
(function (host) {
  "use strict";

  const {
    Array, ArrayBuffer, BigInt, Boolean, DataView, Date, Error, Map, Number, Object, Promise, RegExp, Set, SharedArrayBuffer, String, Symbol,
    TypeError, WeakMap, WeakRef, WeakSet, WebAssembly,
  } = globalThis;
  const { apply, getOwnPropertyDescriptor } = globalThis.Reflect;
  const { wrongType } = host.safe;
  const { DOMException } = host.load("exception.js");
  const { getPrototypeOf, keys, hasOwn, prototype: { isPrototypeOf } } = Object;

  const getter = (prototype, name) => getOwnPropertyDescriptor(prototype, name).get;
  const typedArray = getPrototypeOf(Uint8Array.prototype);
  const tagOfView = getter(typedArray, Symbol.toStringTag);
  const isDetached = getter(ArrayBuffer.prototype, "detached");

  const ERRORS = ["Error", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError"];

  const isInstance = (prototype, value) => apply(isPrototypeOf, prototype, [value]);

  function refuse(value) {
    let shown;
    try {
      shown = typeof value === "function" || typeof value === "symbol" ? String(value) : `#<${value.constructor?.name ?? "Object"}>`;
    } catch {
      shown = "It";
    }
    return new DOMException(`${shown} could not be cloned.`, "DataCloneError");
  }

  // What is an object, but none that can be copied.
  function refused() {
    const { Socket, Poller, Descriptor } = host.socket;
    const { Event, EventTarget } = host.load("events.js");
    const { AbortController } = host.load("abort.js");
    const { TextEncoder, TextDecoder } = host.load("encoding.js");
    return [
      Socket, Poller, Descriptor, Event, EventTarget, AbortController, TextEncoder, TextDecoder, Promise, WeakMap, WeakSet, WeakRef,
      WebAssembly.Memory, WebAssembly.Instance, WebAssembly.Table, globalThis.FinalizationRegistry,
    ].map(({ prototype }) => prototype);
  }

  let refusedPrototypes;

  // ---- writing down ------------------------------------------------------------------------------------------------

  /** What kind an object is of, by what the engine knows of it, and what it takes to make another one. */
  const kinds = [
    [Boolean.prototype.valueOf, (value) => ({ make: () => Object(value) })],
    [Number.prototype.valueOf, (value) => ({ make: () => Object(value) })],
    [BigInt.prototype.valueOf, (value) => ({ make: () => Object(value) })],
    [String.prototype.valueOf, (value) => ({ make: () => Object(value) })],
    [Date.prototype.getTime, (time) => ({ make: () => new Date(time) })],
    [getter(Map.prototype, "size"), (_, map) => mapRecord(map)],
    [getter(Set.prototype, "size"), (_, set) => setRecord(set)],
    [getter(ArrayBuffer.prototype, "byteLength"), (length, buffer) => bufferRecord(length, buffer)],
    [getter(SharedArrayBuffer.prototype, "byteLength"), (_, buffer) => ({ make: () => buffer })], // shared, as it is
    [getter(DataView.prototype, "byteLength"), (_, view) => viewRecord("DataView", view)],
  ];
  const sourceOf = getter(RegExp.prototype, "source");

  let memory; // what was written down already, by the object
  let transferred; // those that go over

  function write(value) {
    if (typeof value === "symbol" || typeof value === "function") throw refuse(value);
    if (typeof value !== "object" || value === null) return { make: () => value };
    const known = memory.get(value);
    if (known !== undefined) return known;
    const record = recordOf(value);
    memory.set(value, record);
    record.fill?.();
    return record;
  }

  function recordOf(value) {
    if (transferred.has(value)) return transferRecord(value);
    const prototype = getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) return objectRecord(value);
    if (Array.isArray(value)) return arrayRecord(value);
    const tag = apply(tagOfView, value, []);
    if (tag !== undefined) return viewRecord(tag, value);
    for (let i = 0; i < kinds.length; i += 1) {
      const [probe, record] = kinds[i];
      let result;
      try {
        result = apply(probe, value, []);
      } catch {
        continue; // it is none
      }
      return record(result, value);
    }
    return otherRecord(value);
  }

  function otherRecord(value) {
    if (value instanceof RegExp) {
      const { flags } = value;
      const source = apply(sourceOf, value, []);
      return { make: () => new RegExp(source, flags) };
    }
    if (isInstance(DOMException.prototype, value)) {
      const { message, name } = value;
      return { make: () => new DOMException(message, name) };
    }
    if (isInstance(Error.prototype, value)) return errorRecord(value);
    if (isInstance(WebAssembly.Module.prototype, value)) return { make: () => value };
    refusedPrototypes ??= refused();
    if (refusedPrototypes.some((prototype) => isInstance(prototype, value))) throw refuse(value);
    return objectRecord(value);
  }

  /** An object whose own properties are copied. */
  function objectRecord(value, make = () => ({})) {
    const properties = [];
    return {
      make,
      fill() {
        for (const key of keys(value)) if (hasOwn(value, key)) properties.push([key, write(value[key])]); // a getter may have deleted others
      },
      finish(copy, read) {
        for (const [key, record] of properties) {
          Object.defineProperty(copy, key, { value: read(record), writable: true, enumerable: true, configurable: true });
        }
      },
    };
  }

  function arrayRecord(value) {
    const { length } = value;
    return objectRecord(value, () => new Array(length));
  }

  function mapRecord(map) {
    const entries = [];
    return {
      make: () => new Map(),
      fill() { for (const [key, item] of [...apply(Map.prototype.entries, map, [])]) entries.push([write(key), write(item)]); },
      finish(copy, read) { for (const [key, item] of entries) copy.set(read(key), read(item)); },
    };
  }

  function setRecord(set) {
    const items = [];
    return {
      make: () => new Set(),
      fill() { for (const item of [...apply(Set.prototype.values, set, [])]) items.push(write(item)); },
      finish(copy, read) { for (const item of items) copy.add(read(item)); },
    };
  }

  function errorRecord(error) {
    const name = `${error.name}`;
    const Class = globalThis[ERRORS.includes(name) ? name : "Error"];
    const message = getOwnPropertyDescriptor(error, "message");
    const { stack } = error;
    let cause;
    return {
      make() {
        const copy = new Class();
        if (message !== undefined && "value" in message) define(copy, "message", `${message.value}`);
        define(copy, "stack", typeof stack === "string" ? stack : undefined);
        return copy;
      },
      fill() { if (hasOwn(error, "cause")) cause = write(error.cause); },
      finish(copy, read) { if (cause !== undefined) define(copy, "cause", read(cause)); },
    };
  }

  const define = (object, name, value) => Object.defineProperty(object, name, { value, writable: true, enumerable: false, configurable: true });

  // ---- memory ------------------------------------------------------------------------------------------------------

  function bufferRecord(length, buffer) {
    if (apply(isDetached, buffer, [])) throw new DOMException("An ArrayBuffer is detached and could not be cloned.", "DataCloneError");
    const { resizable, maxByteLength } = buffer;
    const bytes = new Uint8Array(length);
    bytes.set(new Uint8Array(buffer));
    return {
      make() {
        if (!resizable) return bytes.buffer;
        const copy = new ArrayBuffer(length, { maxByteLength });
        new Uint8Array(copy).set(bytes);
        return copy;
      },
    };
  }

  /** What goes over is taken away when all has been written down. */
  const transferRecord = (buffer) => ({ make: () => (buffer.resizable ? buffer.transfer() : buffer.transferToFixedLength()) });

  function viewRecord(name, view) {
    const { buffer, byteOffset } = view;
    const length = name === "DataView" ? view.byteLength : view.length;
    const tracks = isTracking(name, view);
    let memoryRecord;
    const record = {
      make: undefined,
      fill() { memoryRecord = write(buffer); },
    };
    record.makeWith = (read) => new globalThis[name](read(memoryRecord), byteOffset, tracks ? undefined : length);
    return record;
  }

  /** Whether a view is as long as its memory, whatever length that gets. */
  function isTracking(name, view) {
    const { buffer, byteOffset } = view;
    if (buffer.resizable !== true && buffer.growable !== true) return false;
    const unit = name === "DataView" ? 1 : view.BYTES_PER_ELEMENT;
    const room = buffer.byteLength - byteOffset;
    if (view.byteLength !== room - room % unit) return false;
    const { maxByteLength, byteLength } = buffer;
    if (maxByteLength < byteLength + unit) return false; // it makes no difference
    if (buffer.growable === true) return false; // what cannot shrink again is not tried
    buffer.resize(byteLength + unit - room % unit);
    const isLonger = view.byteLength > room - room % unit;
    buffer.resize(byteLength);
    return isLonger;
  }

  // ---- making anew -------------------------------------------------------------------------------------------------

  function makeAnew(root) {
    const made = new Map();
    const read = (record) => {
      if (made.has(record)) return made.get(record);
      const copy = record.make === undefined ? record.makeWith(read) : record.make();
      made.set(record, copy);
      record.finish?.(copy, read);
      return copy;
    };
    return { value: read(root), read };
  }

  /** The memory that is to go over. */
  function transferable(list) {
    const all = new Set();
    for (const buffer of list ?? []) {
      if (typeof buffer !== "object" && typeof buffer !== "function" || buffer === null) throw wrongType("transfer", "a list of objects", buffer);
      let isGone;
      try {
        isGone = apply(isDetached, buffer, []);
      } catch {
        throw new DOMException("Value not transferable", "DataCloneError");
      }
      if (isGone) throw new DOMException("An ArrayBuffer is detached and could not be cloned.", "DataCloneError");
      if (all.has(buffer)) throw new DOMException("An ArrayBuffer stands twice in the transfer list", "DataCloneError");
      all.add(buffer);
    }
    return all;
  }

  function structuredClone(value, options, count) {
    if (count === 0) throw new TypeError('The "value" argument must be specified');
    if (options !== undefined && options !== null && typeof options !== "object" && typeof options !== "function") {
      throw wrongType("options", "an object", options);
    }
    const buffers = transferable(options?.transfer);
    const before = [memory, transferred]; // a getter may clone something else
    let root;
    let records;
    try {
      [memory, transferred] = [new Map(), buffers];
      root = write(value);
      records = [...buffers].map((buffer) => write(buffer)); // those that the value does not have are taken away, too
    } finally {
      [memory, transferred] = before;
    }
    const { value: copy, read } = makeAnew(root);
    for (const record of records) read(record);
    return copy;
  }

  return { structuredClone };
})
