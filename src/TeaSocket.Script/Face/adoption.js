// Sockets that are not opened by their constructor, nor accepted: pairs, duplicates, and those that others have opened.
(function (host) {
  "use strict";

  const { natives, check, checked, define, newList, Socket } = host;
  const { PF_UNIX, SOCK_STREAM } = Socket;

  // Those that were passed to this process and are no script's yet, should something fail while they are collected.
  let collected = newList();
  let count = 0;

  host.addMethods(Socket.prototype, {
    /**
     * A second Socket on what this one is, with a descriptor of its own, see F_DUPFD_CLOEXEC in fcntl(2). Both have the same options and the
     * same blocking mode, whichever of them sets it. A connection ends when both are closed, or one of them has shut it down.
     * @returns {Socket}
     * @throws {SocketError} EMFILE; EOPNOTSUPP on Windows
     */
    duplicate() {
      const own = host.ownId(this);
      return host.newSocket(host.kindOf(this), (id) => natives.duplicate(own, id));
    },
  });

  host.addMethods(Socket, {
    /**
     * Opens two sockets that are connected to each other, see socketpair(2).
     * @param {number} [family] Socket.PF_UNIX when left out; hardly any other comes in pairs
     * @param {number} [type] Socket.SOCK_STREAM when left out; with SOCK_NONBLOCK in it neither blocks
     * @param {number} [proto] left out, the usual one for the type
     * @returns {Socket[]} both
     * @throws {SocketError} EOPNOTSUPP, EAFNOSUPPORT, EPROTONOSUPPORT, EMFILE…
     */
    pair(family, type, proto) {
      const wanted = {
        family: check.optionalNumber("family", family, PF_UNIX),
        type: check.optionalNumber("type", type, SOCK_STREAM),
        proto: check.optionalNumber("proto", proto, 0),
      };
      let second;
      const first = host.newSocket(wanted, (one) => {
        second = host.newSocket(wanted, (other) => natives.openPair(one, other, wanted.family, wanted.type, wanted.proto));
        return 0;
      });
      return [first, second];
    },

    /**
     * Makes a Socket of a descriptor that was opened elsewhere, and tells family, type, proto and blocking mode by asking the system.
     * @param {number} fd the descriptor, which belongs to the Socket from then on; if this throws, it stays the caller's
     * @returns {Socket}
     * @throws {SocketError} ENOTSOCK: it is no socket; EBADF: it is not open; EBUSY: it belongs to another Socket, see detach and duplicate
     */
    fromDescriptor(fd) {
      const descriptor = check.number("fd", fd);
      const kind = checked(natives.describe(descriptor))[0];
      return host.newSocket(kind, (id) => natives.adopt(descriptor, id));
    },

    /**
     * The sockets that systemd has passed to this process, see sd_listen_fds(3), each with its name. All of them once: whoever asks again, be
     * it in another worker, gets none.
     * @returns {Array} of { socket, name }
     */
    activated() {
      const passed = checked(natives.passed());
      for (let i = 0; i < passed.length; i += 1) {
        const socket = host.newSocket(passed[i], natives.takePassed);
        collected[count] = { socket, name: passed[i].name };
        count += 1;
      }
      const all = [];
      for (let i = 0; i < count; i += 1) define(all, i, collected[i]);
      collected = newList();
      count = 0;
      return all;
    },
  });
})
