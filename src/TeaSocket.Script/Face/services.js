// What a service and its manager, systemd, tell each other.
(function (host) {
  "use strict";

  const { natives, check, checked, errors } = host;
  const { indexOf, String } = host.intrinsics;

  const STATE = "assignments as a string, or an object with them, not empty and without NUL characters";

  /** The value of a variable as text: one line of what is sent. */
  function valueOf(name, value) {
    if (typeof value === "string" && indexOf(value, "\n") < 0) return value;
    if (typeof value === "number" && value - value === 0) return String(value); // neither NaN nor infinite
    if (typeof value === "bigint") return String(value);
    throw errors.wrongType(`state.${name}`, "a string without line breaks, or a number", value);
  }

  /** What is sent: the lines as they are given, or one for each property of an object. */
  function textOf(state) {
    let text = "";
    if (typeof state === "string") {
      text = state;
    } else {
      const names = check.names(state);
      for (let i = 0; i < names.length; i += 1) {
        const name = names[i];
        if (name === "" || indexOf(name, "=") >= 0 || indexOf(name, "\n") >= 0) {
          throw errors.wrongType("state", "an object whose properties are named as variables are", state);
        }
        text += `${i === 0 ? "" : "\n"}${name}=${valueOf(name, state[name])}`;
      }
    }
    if (text === "" || indexOf(text, "\0") >= 0) throw errors.wrongType("state", STATE, state);
    return text;
  }

  host.services = {
    /**
     * Tells the service manager something, see sd_notify(3), in one datagram to the socket that NOTIFY_SOCKET names. Waits while that socket's
     * queue is full.
     * @param {string|object} state lines of assignments, "READY=1\nSTATUS=Serving"; or an object, { READY: 1, STATUS: "Serving" }
     * @returns {boolean} true when the manager's socket has it, false where there is none: NOTIFY_SOCKET is not set, or empty
     * @throws {SocketError} ENOENT, ECONNREFUSED…: there is nobody; EAFNOSUPPORT, ENAMETOOLONG: NOTIFY_SOCKET is no address of a Unix socket;
     *   EMSGSIZE
     */
    sdNotify(state) {
      const text = textOf(state);
      return checked(natives.notifyManager(text)) === 1;
    },

    /**
     * Within which time the service manager wants to hear "WATCHDOG=1" again and again, see sd_watchdog_enabled(3). A service says it twice in
     * that time.
     * @returns {number|null} milliseconds; null where the manager does not watch this process
     * @throws {SocketError} EINVAL: WATCHDOG_USEC or WATCHDOG_PID is no number
     */
    sdWatchdogInterval() { return checked(natives.watchdogInterval())[0].milliseconds ?? null; },

    /**
     * The descriptors that the service manager has passed to this process, see sd_listen_fds(3), sockets or not. This takes none of them: they
     * are told whenever somebody asks, also those that Socket.activated() has made Sockets of, or that were closed since.
     * @returns {Array<{fd: number, name: string, isSocket: boolean}>} isSocket: whether a socket is open under that number at the moment
     */
    sdListenDescriptors() { return checked(natives.passedDescriptors()); },
  };
})
