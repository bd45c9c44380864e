// The class that scripts see. It decides only what JavaScript looks like: checks of arguments, Buffers and errors.
// What sockets do is decided below, in the core, which is reached through the flat table of natives.
(function (host) {
  "use strict";

  const { natives, check, checked, errors, isPlain, pending, NOWHERE } = host;
  const { send, sendTo, sendText } = natives; // by names of their own, because each property costs where calls are many
  const { lengthOf } = host.intrinsics;
  const { FAILED, WOULD_BLOCK, ALL } = host.results;
  const { DATA, ROOM, DEFAULT_RECEIVE } = check;

  // How many sockets scripts have closed: who has ids tells by it whether they may still be the same.
  host.closed = 0;

  const INT_MAX = 2147483647;

  // Tells the constructor that the socket will be opened otherwise, see newSocket.
  const UNOPENED = Symbol("unopened");

  const constants = natives.constants();

  // The bits of a type that are none of it, where the system has some.
  let typeFlags = 0;
  for (const { name, value } of constants) if (name === "SOCK_NONBLOCK" || name === "SOCK_CLOEXEC") typeFlags |= value;

  class Socket {
    #id = -1;
    #place = NOWHERE; // while the script can reach the socket it can reach this, and the descriptor stays open
    #family;
    #type;
    #proto;
    #late; // received, but not yet given to the script, see arrivals.js
    #coalesces = false; // whether the system puts datagrams together, as far as is known here
    #aside; // the same of what came by another way: the error queue, or out of band
    #watchers; // the pollers' lists that the socket stands in
    #awaited; // what is awaited of it, see awaiting.js

    /**
     * Opens a socket, see socket(2).
     * @param {number} family Socket.PF_INET, PF_INET6, PF_UNIX…
     * @param {number} type Socket.SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET, SOCK_RAW…; with SOCK_NONBLOCK in it the socket does not block
     * @param {number} [proto] a protocol's number; left out, the usual one for the type. For PF_PACKET one of Socket.ETH_P_*
     * @throws {SocketError} EAFNOSUPPORT, EPROTONOSUPPORT, EMFILE…; EPERM or EACCES for SOCK_RAW without the privilege
     */
    constructor(family, type, proto) {
      if (family === UNOPENED) {
        const kind = type;
        this.#family = kind.family;
        this.#type = kind.type & ~typeFlags;
        this.#proto = kind.proto;
        this.#place = host.takePlace();
        return;
      }
      this.#family = check.number("family", family);
      const wanted = check.number("type", type);
      this.#type = wanted & ~typeFlags;
      this.#proto = check.optionalNumber("proto", proto, 0);
      const place = host.takePlace();
      if (natives.open(place.id, this.#family, wanted, this.#proto) === FAILED) {
        const error = errors.last();
        host.giveBack(place);
        throw error;
      }
      this.#id = place.id;
      this.#place = place;
    }

    /** The family that the socket was opened with. */
    get family() { return this.#family; }

    /** The type that the socket was opened with. */
    get type() { return this.#type; }

    /** The protocol that the socket was opened with. */
    get proto() { return this.#proto; }

    /** The descriptor, -1 once closed. The socket goes on owning it. */
    get fd() { return this.#id < 0 ? -1 : natives.descriptor(this.#id); }

    /**
     * Changes the blocking mode. A call that would block a non-blocking socket returns false.
     * @param {boolean} flag
     * @returns {Socket} this
     */
    setBlocking(flag) {
      checked(natives.setBlocking(this.#id, check.flag("flag", flag) ? 1 : 0));
      return this;
    }

    /**
     * Connects, see connect(2).
     * @param {string|Buffer|number|Array} address an IPv4 or IPv6 address, no name; the path of a Unix socket; what other families have
     *   there; or an array of address and port, as getPeerName and getSockName return it
     * @param {number} [port] 0–65535; of PF_VSOCK 32 bits
     * @returns {boolean} true once connected; false while a non-blocking connect is under way: its result is then read
     *   by select for writing and getOption(Socket.SO_ERROR), or by calling connect again
     * @throws {SocketError} ECONNREFUSED, ETIMEDOUT, ENOENT, EISCONN…
     */
    connect(address, port) {
      const to = host.destination(this.#family, address, port);
      return checked(natives.connect(this.#id, to.text, to.port)) !== WOULD_BLOCK;
    }

    /**
     * Gives the socket its own address, see bind(2).
     * @param {string|Buffer|number|Array} address an address of this machine, "0.0.0.0" or "::" for all; the path of a Unix socket; a network
     *   interface…; or an array of address and port
     * @param {number} [port] 0–65535; with 0 the system chooses one, which getSockName tells
     * @returns {Socket} this
     * @throws {SocketError} EADDRINUSE (a path that a dead server left behind is in use, too), EACCES…
     */
    bind(address, port) {
      const own = host.destination(this.#family, address, port);
      checked(natives.bind(this.#id, own.text, own.port));
      return this;
    }

    /**
     * Lets others connect, see listen(2).
     * @param {number} [backlog] how many connections may wait to be accepted; left out, SOMAXCONN
     * @returns {Socket} this
     */
    listen(backlog) {
      checked(natives.listen(this.#id, check.optionalNumber("backlog", backlog, -1)));
      return this;
    }

    /**
     * Accepts a connection, see accept(2).
     * @returns {Socket|false} a blocking socket of the same family, type and proto; false when it would block
     */
    accept() {
      const own = this.#id;
      return host.newSocket({ family: this.#family, type: this.#type, proto: this.#proto }, (id) => natives.accept(own, id));
    }

    /**
     * Sends, see send(2) and sendto(2).
     * @param {string|Buffer|ArrayBufferView|ArrayBuffer} data a string is sent as UTF-8; of a view, its own bytes only
     * @param {string|Buffer|number|Array} [address] where to; left out, the connected peer; or an array of address and port
     * @param {number} [port] 0–65535
     * @returns {boolean|number} true once all of it was handed to the system, for which a blocking socket waits; false
     *   if a non-blocking socket could take nothing; the number of bytes if a non-blocking stream took only a part
     * @throws {SocketError} EPIPE, ECONNRESET, ENOTCONN, EMSGSIZE (a datagram that is too large)…
     */
    send(data, address, port) {
      const isConnected = (address ?? port ?? null) === null;
      if (!isConnected && !isPlain(address, port)) ({ text: address, port } = host.destination(this.#family, address, port));
      if (typeof data === "string") {
        const sent = isConnected ? sendText(this.#id, data)
          : natives.sendTextTo(this.#id, data, address, port);
        if (sent === ALL) return true;
        return sent === WOULD_BLOCK ? false : checked(sent);
      }
      const bytes = check.passed("data", data, DATA);
      const sent = isConnected ? send(this.#id, bytes, 0, -1)
        : sendTo(this.#id, bytes, 0, -1, address, port);
      if (sent === ALL) return true;
      if (sent === WOULD_BLOCK) return false;
      return sent === INT_MAX ? this.#sendRest(bytes) : checked(sent);
    }

    /** What is behind the first INT_MAX bytes, which is as much as one call takes, of a stream. */
    #sendRest(bytes) {
      for (let sent = INT_MAX;;) {
        const taken = send(this.#id, bytes, sent, -1);
        if (taken === ALL) return true;
        if (taken === WOULD_BLOCK) return sent;
        if (taken === FAILED) throw errors.withSent(errors.last(), sent);
        sent += taken;
        if (taken < INT_MAX) return sent;
      }
    }

    /**
     * Receives what is there, see recv(2).
     * @param {number} [num] how many bytes at most; left out, 65,536. Costs memory for what arrives, not for num
     * @returns {Buffer|false} the bytes: an empty Buffer is the end of a stream, or an empty datagram; a datagram that is
     *   longer than num is cut. False when it would block
     */
    receive(num) {
      if (arguments.length > 1) throw errors.surplus("receive(num)", "Its flags cannot be chosen");
      const most = num === undefined ? DEFAULT_RECEIVE : check.most(num);
      if (pending.socket !== undefined) host.settle();
      if (this.#late !== undefined) return host.takeLate(this, most, this.#isStream);
      const received = most > DEFAULT_RECEIVE ? host.receiveAsked(this, this.#id, most) : host.receive(this, this.#id, most);
      if (typeof received === "object") return received;
      if (received === WOULD_BLOCK) return false;
      throw errors.last();
    }

    /**
     * Receives into memory of the caller's, see recv(2).
     * @param {Buffer|ArrayBufferView|ArrayBuffer} buffer where to; of a view, its own bytes only
     * @param {number} [offset] the byte at which to begin, 0 when left out
     * @param {number} [length] how many bytes at most; left out, as many as there is room for
     * @returns {number|false} how many bytes came: 0 is the end of a stream, an empty datagram, or no room; a datagram that
     *   is longer is cut. False when it would block
     */
    receiveInto(buffer, offset, length) {
      let bytes = check.passed("buffer", buffer, ROOM);
      let start = 0;
      let most = -1;
      if (offset !== undefined || length !== undefined || this.#late !== undefined) {
        bytes = check.bytes("buffer", bytes, ROOM);
        const room = lengthOf(bytes);
        start = check.optional("offset", offset, 0, room, 0);
        most = check.optional("length", length, 0, room - start, -1);
      }
      if (pending.socket !== undefined) host.settle();
      if (this.#late !== undefined) return host.takeLateInto(this, bytes, start, most, this.#isStream);
      const received = host.receiveInto(this, this.#id, bytes, start, most);
      if (received >= 0) return received;
      if (received === WOULD_BLOCK) return false;
      throw errors.last();
    }

    get #isStream() { return this.#type === Socket.SOCK_STREAM; }

    /**
     * Sends datagrams, up to 1,024 of them by one system call where the system has one for it, see sendmmsg(2).
     * @param {Array} messages each is what send takes as data, or an array of send's arguments: [data, address, port]
     * @returns {number|false} how many were handed to the system: all of them by a blocking socket. False if a non-blocking
     *   socket could take none
     * @throws {SocketError} what send throws, with messagesSent; EOPNOTSUPP on a stream
     */
    sendMany(messages) { return host.sendMany(this.#id, this.#family, messages); }

    /**
     * Receives the datagrams that are there, waiting until there is one, see recvmmsg(2).
     * @param {number} count how many at most, 1–1,024; fewer if they could be more than 4 MiB together. With UDP_GRO on, how many of the
     *   system's messages, each of which may be up to 65,535 bytes of datagrams: at most 64
     * @param {number} size how many bytes of each at most, up to 1,048,576: a longer datagram is cut
     * @param {Array} [senders] is filled with their senders, each as getPeerName tells it; [] where the system tells none
     * @returns {Buffer[]|false} the datagrams, at least one; false when it would block
     * @throws {SocketError} what receive throws; EOPNOTSUPP on a stream
     */
    receiveMany(count, size, senders) { return host.receiveMany(this, this.#id, count, size, senders); }

    /**
     * The peer's address, see getpeername(2).
     * @returns {Array} [address, port], or [path] for PF_UNIX, "" for a peer without a name. For a datagram socket that is
     *   not connected: the sender of the last datagram received
     * @throws {SocketError} ENOTCONN: there is no peer
     */
    getPeerName() { return checked(natives.peerName(this.#id))[0].parts; }

    /**
     * The socket's own address, see getsockname(2): after bind to port 0, the port that the system chose.
     * @returns {Array} [address, port], or [path] for PF_UNIX
     */
    getSockName() { return checked(natives.socketName(this.#id))[0].parts; }

    /**
     * Ends one or both directions of a connection, see shutdown(2).
     * @param {"read"|"write"|"both"} [how] left out, "write": the peer sees the end of the stream, and can still answer
     * @returns {Socket} this
     */
    shutdown(how) {
      const direction = how === "read" ? 0 : (how ?? "write") === "write" ? 1 : how === "both" ? 2 : -1;
      if (direction < 0) throw errors.wrongType("how", '"read", "write" or "both"', how);
      checked(natives.shutdown(this.#id, direction));
      return this;
    }

    /**
     * Hands the descriptor over, open as it is, for instance to `new net.Socket({ fd })`. This socket is closed then.
     * @returns {number} the descriptor, which is now the caller's to close
     */
    detach() {
      const id = this.#id;
      this.#letGo(); // its place is not given back, which could fail while nobody else has the descriptor yet
      const descriptor = natives.detach(id);
      if (descriptor === FAILED) throw errors.last();
      return descriptor;
    }

    /** Closes the socket, see close(2). Any other method then throws EBADF; closing again does nothing. */
    close() {
      const id = this.#id;
      if (id < 0) return;
      const place = this.#letGo();
      const closed = natives.close(id);
      checked(closed);
      host.giveBack(place);
    }

    /**
     * Makes this a closed socket, before the system is asked: whatever fails then, it can reach no other one. The place that it had is
     * the caller's; if that fails, nothing refers to it, and what is open there is closed as if it had been forgotten.
     */
    #letGo() {
      const id = this.#id;
      const place = this.#place;
      if (this.#awaited !== undefined) host.orphan(this.#awaited); // where the stack has no room for that, nothing has been done
      this.#awaited = undefined;
      if (id >= 0) {
        this.#id = -1;
        this.#place = NOWHERE;
        host.closed += 1;
      }
      this.#late = undefined;
      this.#aside = undefined;
      if (pending.socket === this) pending.socket = undefined;
      for (let watcher = this.#watchers; watcher !== undefined; watcher = watcher.next) delete watcher.entries[id];
      this.#watchers = undefined;
      return place;
    }

    /**
     * Whether a signal ends a waiting call of this environment (the main thread, a worker) with EINTR, so that handlers can run when the
     * script returns to the event loop; false at first. Nothing is lost: the call can be made again.
     */
    static get interruptible() { return natives.isInterruptible() === 1; }

    static set interruptible(flag) { natives.setInterruptible(check.flag("interruptible", flag) ? 1 : 0); }

    static {
      /** The id of a Socket, -1 once closed; undefined for anything else. */
      host.idOf = (value) => typeof value === "object" && value !== null && #id in value ? value.#id : undefined;

      /** Whether all elements are Sockets, with these ids. Half as long for many as to ask for each whether it is one. */
      host.haveIds = (elements, ids, length) => {
        try {
          for (let i = 0; i < length; i += 1) if (elements[i].#id !== ids[i]) return false;
          return true;
        } catch { // not a Socket
          return false;
        }
      };

      /** The id of the Socket that a method was called on. Throws the engine's TypeError for anything else. */
      host.ownId = (socket) => socket.#id;

      host.kindOf = (socket) => ({ family: socket.#family, type: socket.#type, proto: socket.#proto });
      host.isStream = (socket) => socket.#isStream;
      host.isConnectionOriented = (socket) => socket.#isStream || socket.#type === Socket.SOCK_SEQPACKET;

      /**
       * A Socket that something else than the constructor opens.
       * @param kind { family, type, proto }
       * @param open is given the id to open it under, and returns what the table does; nothing can fail after that
       * @returns {Socket|false} false when it would block
       */
      host.newSocket = (kind, open) => {
        const socket = new Socket(UNOPENED, kind);
        const result = open(socket.#place.id);
        if (result === 0) {
          socket.#id = socket.#place.id;
          return socket;
        }
        host.giveBack(socket.#place);
        socket.#place = NOWHERE;
        if (result === WOULD_BLOCK) return false;
        throw errors.last();
      };

      host.awaitedOf = (socket) => socket.#awaited;
      host.setAwaited = (socket, record) => { socket.#awaited = record; };
      host.lateOf = (socket) => socket.#late;
      host.setLate = (socket, late) => { socket.#late = late; };
      host.coalesces = (socket) => socket.#coalesces;
      host.setCoalesces = (socket, flag) => { socket.#coalesces = flag; };
      host.asideOf = (socket) => socket.#aside;
      host.setAside = (socket, aside) => { socket.#aside = aside; };

      /** Has a socket leave a poller's list when it is closed. */
      host.enterWatcher = (socket, entries) => { socket.#watchers = { entries, next: socket.#watchers }; };
      host.leaveWatcher = (socket, entries) => {
        let before;
        for (let watcher = socket.#watchers; watcher !== undefined; before = watcher, watcher = watcher.next) {
          if (watcher.entries !== entries) continue;
          if (before === undefined) socket.#watchers = watcher.next;
          else before.next = watcher.next;
          return;
        }
      };
    }
  }

  for (const { name, value } of constants) {
    Object.defineProperty(Socket, name, { value, enumerable: true });
  }

  host.Socket = Socket;
})
