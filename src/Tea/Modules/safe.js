// Builtins as they are before a script can replace them: what the runner does outside of the script goes on, whatever that has made of them.
(function (host) {
  "use strict";

  const { Array, Function, Int32Array, Map, Math, Object, Reflect, Set, TypeError, WeakRef } = globalThis;
  const { apply, defineProperty, getOwnPropertyDescriptor, ownKeys } = Reflect;
  const { setPrototypeOf } = Object;

  /** A class with the methods of another as its own, and nothing above it. */
  function sealed(Class, Base) {
    for (const name of ownKeys(Base.prototype)) {
      if (name !== "constructor") defineProperty(Class.prototype, name, getOwnPropertyDescriptor(Base.prototype, name));
    }
    setPrototypeOf(Class.prototype, null);
    return Class;
  }

  function wrongType(name, expected, value) {
    const received = value === null ? "null" : typeof value;
    const error = new TypeError(`The "${name}" argument must be ${expected}. Received ${received}`);
    error.code = "ERR_INVALID_ARG_TYPE";
    return error;
  }

  /** A method as a function of `this` and its arguments. */
  const uncurried = Function.prototype.bind.bind(Function.prototype.call);

  host.safe = {
    apply, defineProperty, uncurried, Int32Array,
    max: Math.max,
    sort: uncurried(Array.prototype.sort),

    /** An array to keep things in, which has no methods. */
    newList: () => setPrototypeOf([], null),

    // forEach goes over them; they are not iterable.
    OwnMap: sealed(class extends Map {}, Map),
    OwnSet: sealed(class extends Set {}, Set),
    OwnWeakRef: sealed(class extends WeakRef {}, WeakRef),

    wrongType,

    checkCallback(value) {
      if (typeof value !== "function") throw wrongType("callback", "a function", value);
    },

    /** A global, as the engine defines its own. */
    define: (object, name, value) => defineProperty(object, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true }),
  };
})
