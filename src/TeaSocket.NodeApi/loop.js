// The host's event loop for promises, see Face.cs: start and keepAlive are the library's, timers are the host's own.
(function (host, start, keepAlive) {
  "use strict";

  const { setImmediate, setTimeout, clearTimeout, Deno } = globalThis;
  const { apply } = Reflect;
  const unrefTimer = Deno?.unrefTimer;

  // A timer's own method, as it is when this is loaded: a script may replace it.
  const probe = setTimeout(() => {}, 0);
  const unref = typeof probe === "number" ? undefined : probe.unref;
  clearTimeout(probe);

  host.loop = {
    start,
    keepAlive,

    /** What waits keeps the process alive, not its limit. */
    setTimer(callback, milliseconds) {
      const timer = setTimeout(callback, milliseconds > 2147483647 ? 2147483647 : milliseconds);
      if (typeof timer === "number") unrefTimer?.(timer);
      else apply(unref, timer, []);
      return timer;
    },

    clearTimer: clearTimeout,

    /** After what else the loop has to do now: sockets, timers. It keeps the process alive. */
    later: setImmediate,
  };
})
