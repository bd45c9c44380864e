// The host's event loop for promises, see Face.cs: start and keepAlive are the library's, timers are the host's own.
(function (host, start, keepAlive) {
  "use strict";

  const { setTimeout, clearTimeout, Deno } = globalThis;
  const unrefTimer = Deno?.unrefTimer;
  host.loop = {
    start,
    keepAlive,

    /** What waits keeps the process alive, not its limit. */
    setTimer(callback, milliseconds) {
      const timer = setTimeout(callback, milliseconds > 2147483647 ? 2147483647 : milliseconds);
      if (typeof timer === "number") unrefTimer?.(timer);
      else timer.unref();
      return timer;
    },

    clearTimer: clearTimeout,
  };
})
