// Whether the stack has room for a call. One that breaks off where the stack ends, when it has received something or has opened it, would lose it,
// and engines differ in what they make of a promise for which there is no room. So an attempt of a call that is awaited is refused before it asks
// the system, unless it has been proved that the stack goes on for long enough below it: by spending some of it, once for each depth.
(function (host) {
  "use strict";

  const { natives } = host;
  const { apply } = host.intrinsics;

  // Words, as arguments: more than all that is called after an attempt, and than what an engine needs to compile what it calls first then.
  const MANY = new Array(4096).fill(undefined);
  const nothing = () => {};

  /**
   * Proves that there is room where that was in doubt last.
   * @throws {RangeError} the engine's, if there is none
   */
  host.proveStack = function () {
    apply(nothing, undefined, MANY);
    natives.proveStack();
  };

  /**
   * The same for what is no attempt.
   * @throws {RangeError} the engine's, if there is no room
   */
  host.requireStack = function () {
    if (natives.isStackProven() === 0) host.proveStack();
  };
})
