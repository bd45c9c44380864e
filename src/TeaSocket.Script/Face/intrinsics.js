// The builtins that the face needs, taken when it is loaded: what a script replaces afterwards changes nothing here. Whatever
// runs later must not look anything up in a prototype that scripts can reach, nor iterate (for-of, spreading, arrays taken apart).
(function (host) {
  "use strict";

  const { apply, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, isExtensible } = Reflect;

  /** A method as a function of `this` and its arguments. */
  const uncurried = Function.prototype.bind.bind(Function.prototype.call);
  const getter = (prototype, name) => uncurried(getOwnPropertyDescriptor(prototype, name).get);

  const { isArray } = Array;
  const { getOwnPropertySymbols, keys } = Object;

  const typedArray = getPrototypeOf(Uint8Array.prototype);
  const dataView = DataView.prototype;

  host.intrinsics = {

    // What the engine itself says of memory, whatever properties an object claims to have.
    tagOf: getter(typedArray, Symbol.toStringTag), // the class of a typed array; undefined for all else
    bufferOf: getter(typedArray, "buffer"),
    offsetOf: getter(typedArray, "byteOffset"),
    lengthOf: getter(typedArray, "length"),
    byteLengthOf: getter(typedArray, "byteLength"),
    viewBufferOf: getter(dataView, "buffer"),
    viewOffsetOf: getter(dataView, "byteOffset"),
    viewLengthOf: getter(dataView, "byteLength"),
    memoryLengthOf: getter(ArrayBuffer.prototype, "byteLength"),
    set: uncurried(typedArray.set),
    slice: uncurried(Array.prototype.slice),
    textSlice: uncurried(String.prototype.slice),
    indexOf: uncurried(String.prototype.indexOf),
    normalize: uncurried(String.prototype.normalize),
    getFrom: uncurried(WeakMap.prototype.get),
    setIn: uncurried(WeakMap.prototype.set),
    deleteFrom: uncurried(WeakMap.prototype.delete),
    quote: JSON.stringify,
    charCodeAt: uncurried(String.prototype.charCodeAt),
    fromCharCode: String.fromCharCode,
    isView: ArrayBuffer.isView,
    keys,

    /** Whether it is an array, or a proxy of one; a proxy that was revoked is nothing. */
    isArray(value) {
      try {
        return isArray(value);
      } catch {
        return false;
      }
    },

    /** Whether it is a proxy that was revoked: whatever is asked of it throws. */
    isRevoked(value) {
      try {
        isArray(value);
        return false;
      } catch {
        return true;
      }
    },

    apply, getOwnPropertyDescriptor, getOwnPropertySymbols, getPrototypeOf, isExtensible,
    Array, BigInt64Array, Boolean, Error, Float64Array, Int32Array, Object, Promise, RangeError, String, TypeError, Uint16Array, Uint8Array, WeakMap,
  };

  /** Gives an object a property of its own, whatever setters its prototypes have. */
  host.define = (object, name, value, enumerable = true) =>
    defineProperty(object, name, { __proto__: null, value, enumerable, writable: true, configurable: true });

  /** Gives a class or its prototype methods that stand in a file of their own. */
  host.addMethods = (target, methods) => {
    for (const name of keys(methods)) host.define(target, name, methods[name], false);
  };

  /** Leaves an object without a prototype: nothing that a script defines can come between. */
  const { setPrototypeOf } = Object;
  host.withoutPrototype = (object) => setPrototypeOf(object, null);

  /** An array to keep things in. */
  host.newList = () => setPrototypeOf([], null);

  /** An array for scripts with the elements of such a list, which are objects. To define each takes longer than to make a Buffer. */
  const { Array: MakeArray } = host.intrinsics;
  host.arrayOf = (list) => apply(MakeArray, undefined, list);
})
