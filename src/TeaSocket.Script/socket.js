// The class that scripts see. It decides only what JavaScript looks like: checks of arguments, Buffers and errors.
// What sockets do is decided below, in the core, which is reached through the flat table of natives.
(function (host) {
  "use strict";

  const { natives, check, errors, takeOwner, giveBackOwner, Buffer } = host;
  const { send, sendTo, receiveInto } = natives; // by name of their own, because each property costs where calls are many
  const { FAILED, WOULD_BLOCK } = host.results;

  // What receive() takes when it is not told: a datagram over IP is never longer.
  const DEFAULT_RECEIVE = 65536;

  // How many sockets scripts have closed: who has ids tells by it whether they may still be the same.
  host.closed = 0;

  const DIRECTIONS = new Map([["read", 0], ["write", 1], ["both", 2]]);
  const INT_MIN = -2147483648;
  const INT_MAX = 2147483647;
  const BYTES = "a string, a Buffer, a TypedArray, a DataView or an ArrayBuffer";

  // Tells the constructor that the next argument is the id of a socket that accept() has made.
  const ACCEPTED = Symbol("accepted");

  /** The result of a table function: throws if the function failed. */
  function checked(result) {
    if (result === FAILED || result === undefined) throw errors.last();
    return result;
  }
  host.checked = checked;

  /** What is sent of some data: a string as UTF-8. */
  function bytesOf(name, data, expected) {
    if (data instanceof Uint8Array) return data;
    return typeof data === "string" ? Buffer.from(data, "utf-8") : check.bytes(name, data, expected);
  }
  host.bytesOf = bytesOf;

  class Socket {
    #id;
    #owner; // while the script can reach the socket it can reach this, and the descriptor stays open
    #family;
    #type;
    #proto;

    /**
     * Opens a socket, see socket(2).
     * @param {number} family Socket.PF_INET, PF_INET6 or PF_UNIX
     * @param {number} type Socket.SOCK_STREAM, SOCK_DGRAM or SOCK_RAW
     * @param {number} [proto] a protocol's number; left out, the usual one for the type
     * @throws {SocketError} EAFNOSUPPORT, EPROTONOSUPPORT, EMFILE…; EPERM or EACCES for SOCK_RAW without the privilege
     */
    constructor(family, type, proto) {
      if (family === ACCEPTED) {
        const listener = proto;
        this.#id = type;
        this.#family = listener.#family;
        this.#type = listener.#type;
        this.#proto = listener.#proto;
      } else {
        this.#family = check.number("family", family);
        this.#type = check.number("type", type);
        this.#proto = check.optional("proto", proto, 0, INT_MAX, 0);
        this.#id = checked(natives.open(this.#family, this.#type, this.#proto));
      }
      this.#owner = takeOwner(this.#id);
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
     * @param {string} address an IPv4 or IPv6 address, no name; or the path of a Unix socket
     * @param {number} [port] 0–65535
     * @returns {boolean} true once connected; false while a non-blocking connect is under way: its result is then read
     *   by select for writing and getOption(Socket.SO_ERROR), or by calling connect again
     * @throws {SocketError} ECONNREFUSED, ETIMEDOUT, ENOENT, EISCONN…
     */
    connect(address, port) {
      return checked(natives.connect(this.#id, check.string("address", address), check.port(port))) !== WOULD_BLOCK;
    }

    /**
     * Gives the socket its own address, see bind(2).
     * @param {string} address an address of this machine, "0.0.0.0" or "::" for all; or the path of a Unix socket
     * @param {number} [port] 0–65535; with 0 the system chooses one, which getSockName tells
     * @returns {Socket} this
     * @throws {SocketError} EADDRINUSE (a path that a dead server left behind is in use, too), EACCES…
     */
    bind(address, port) {
      checked(natives.bind(this.#id, check.string("address", address), check.port(port)));
      return this;
    }

    /**
     * Lets others connect, see listen(2).
     * @param {number} [backlog] how many connections may wait to be accepted; left out, SOMAXCONN
     * @returns {Socket} this
     */
    listen(backlog) {
      checked(natives.listen(this.#id, check.optional("backlog", backlog, 0, INT_MAX, -1)));
      return this;
    }

    /**
     * Accepts a connection, see accept(2).
     * @returns {Socket|false} a blocking socket of the same family, type and proto; false when it would block
     */
    accept() {
      const id = checked(natives.accept(this.#id));
      return id === WOULD_BLOCK ? false : new Socket(ACCEPTED, id, this);
    }

    /**
     * Sends, see send(2) and sendto(2).
     * @param {string|Buffer|ArrayBufferView|ArrayBuffer} data a string is sent as UTF-8; of a view, its own bytes only
     * @param {string} [address] where to; left out, the connected peer
     * @param {number} [port] 0–65535
     * @returns {boolean|number} true once all of it was handed to the system, for which a blocking socket waits; false
     *   if a non-blocking socket could take nothing; the number of bytes if a non-blocking stream took only a part
     * @throws {SocketError} EPIPE, ECONNRESET, ENOTCONN, EMSGSIZE (a datagram that is too large)…
     */
    send(data, address, port) {
      const bytes = bytesOf("data", data, BYTES);
      const length = bytes.length;
      if (length > INT_MAX) return this.#sendParts(bytes, address, port);
      const sent = (address ?? port ?? null) === null
        ? send(this.#id, bytes, 0, length)
        : sendTo(this.#id, bytes, 0, length, check.string("address", address), check.port(port));
      if (sent === length) return true;
      if (sent === WOULD_BLOCK) return false;
      return checked(sent);
    }

    /** More than one call can be told of. */
    #sendParts(bytes, address, port) {
      let sent = 0;
      while (sent < bytes.length) {
        const part = bytes.subarray(sent, sent + INT_MAX);
        let taken;
        try {
          taken = this.send(part, address, port);
        } catch (error) {
          throw sent === 0 ? error : Object.assign(error, { bytesSent: sent + (error.bytesSent ?? 0) });
        }
        if (taken === false) return sent === 0 ? false : sent;
        if (taken !== true) return sent + taken;
        sent += part.length;
      }
      return true;
    }

    /**
     * Receives what is there, see recv(2).
     * @param {number} [num] how many bytes at most; left out, 65,536. Costs memory for what arrives, not for num
     * @returns {Buffer|false} the bytes: an empty Buffer is the end of a stream, or an empty datagram; a datagram that is
     *   longer than num is cut. False when it would block
     */
    receive(num) {
      const most = num === undefined ? DEFAULT_RECEIVE : check.optional("num", num, 0, Number.MAX_SAFE_INTEGER, DEFAULT_RECEIVE);
      if (most > DEFAULT_RECEIVE) return this.#receiveMuch(most);
      const received = host.receive(this.#id, most);
      if (received === WOULD_BLOCK) return false;
      return checked(received);
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
      const bytes = buffer instanceof Uint8Array ? buffer : check.bytes("buffer", buffer, "a Buffer, a TypedArray, a DataView or an ArrayBuffer");
      const start = check.optional("offset", offset, 0, bytes.length, 0);
      const most = check.optional("length", length, 0, bytes.length - start, bytes.length - start);
      const received = receiveInto(this.#id, bytes, start, Math.min(most, INT_MAX));
      if (received === WOULD_BLOCK) return false;
      return checked(received);
    }

    /** Asks for the size first, so that memory is allocated for what has arrived. */
    #receiveMuch(most) {
      const pending = checked(natives.pending(this.#id));
      if (pending === WOULD_BLOCK) return false;
      const buffer = Buffer.allocUnsafe(Math.min(most, pending));
      const received = receiveInto(this.#id, buffer, 0, buffer.length);
      if (received === WOULD_BLOCK) return false;
      return checked(received) === buffer.length ? buffer : Buffer.from(buffer.subarray(0, received));
    }

    /**
     * Sends datagrams, up to 1,024 of them by one system call where the system has one for it, see sendmmsg(2).
     * @param {Array} messages each is what send takes as data, or an array of send's arguments: [data, address, port]
     * @returns {number|false} how many were handed to the system: all of them by a blocking socket. False if a non-blocking
     *   socket could take none
     * @throws {SocketError} what send throws, with messagesSent; EOPNOTSUPP on a stream
     */
    sendMany(messages) { return host.sendMany(this.#id, messages); }

    /**
     * Receives the datagrams that are there, waiting until there is one, see recvmmsg(2).
     * @param {number} count how many at most, 1–1,024; fewer if they could be more than 4 MiB together
     * @param {number} size how many bytes of each at most, up to 1,048,576: a longer datagram is cut
     * @param {Array} [senders] is filled with their senders, each as getPeerName tells it; [] where the system tells none
     * @returns {Buffer[]|false} the datagrams, at least one; false when it would block
     * @throws {SocketError} what receive throws; EOPNOTSUPP on a stream
     */
    receiveMany(count, size, senders) { return host.receiveMany(this.#id, count, size, senders); }

    /**
     * The peer's address, see getpeername(2).
     * @returns {Array} [address, port], or [path] for PF_UNIX, "" for a peer without a name. For a datagram socket that is
     *   not connected: the sender of the last datagram received
     * @throws {SocketError} ENOTCONN: there is no peer
     */
    getPeerName() { return JSON.parse(checked(natives.peerName(this.#id))); }

    /**
     * The socket's own address, see getsockname(2): after bind to port 0, the port that the system chose.
     * @returns {Array} [address, port], or [path] for PF_UNIX
     */
    getSockName() { return JSON.parse(checked(natives.socketName(this.#id))); }

    /**
     * Reads an option, see getsockopt(2).
     * @param {number} name Socket.TCP_NODELAY or one of Socket.SO_*, or the platform's number of another SO_* option
     * @param {number} [length] left out, the option is read as a number
     * @returns {number|Buffer} the number, or the raw bytes, at most length of them
     * @throws {SocketError} ENOPROTOOPT: no such option
     */
    getOption(name, length) {
      const option = check.number("name", name);
      if (length === undefined || length === null) return checked(natives.getOption(this.#id, option));
      const value = Buffer.alloc(Math.min(check.number("length", length), DEFAULT_RECEIVE));
      return Buffer.from(value.subarray(0, checked(natives.getOptionBytes(this.#id, option, value, 0, value.length))));
    }

    /**
     * Sets an option, see setsockopt(2).
     * @param {number} name as for getOption
     * @param {number|boolean|Buffer} value a number, a boolean, or the raw bytes of a struct
     * @returns {Socket} this
     * @throws {SocketError} ENOPROTOOPT: no such option; EINVAL, EDOM: no such value
     */
    setOption(name, value) {
      const option = check.number("name", name);
      if (typeof value === "boolean") {
        checked(natives.setOption(this.#id, option, value ? 1 : 0));
      } else if (value !== null && typeof value === "object") {
        const bytes = check.bytes("value", value, "a number, a boolean or a Buffer");
        checked(natives.setOptionBytes(this.#id, option, bytes, 0, bytes.length));
      } else {
        checked(natives.setOption(this.#id, option, check.integer("value", value, INT_MIN, INT_MAX)));
      }
      return this;
    }

    /**
     * Ends one or both directions of a connection, see shutdown(2).
     * @param {"read"|"write"|"both"} [how] left out, "write": the peer sees the end of the stream, and can still answer
     * @returns {Socket} this
     */
    shutdown(how) {
      const direction = DIRECTIONS.get(how ?? "write");
      if (direction === undefined) throw errors.wrongType("how", '"read", "write" or "both"', how);
      checked(natives.shutdown(this.#id, direction));
      return this;
    }

    /**
     * Hands the descriptor over, open as it is, for instance to `new net.Socket({ fd })`. This socket is closed then.
     * @returns {number} the descriptor, which is now the caller's to close
     */
    detach() {
      const descriptor = checked(natives.detach(this.#id));
      this.#letGo();
      return descriptor;
    }

    /** Closes the socket, see close(2). Any other method then throws EBADF; closing again does nothing. */
    close() {
      if (this.#id < 0) return;
      const result = natives.close(this.#id);
      this.#letGo();
      checked(result);
    }

    #letGo() {
      giveBackOwner(this.#id, this.#owner);
      this.#id = -1;
      this.#owner = undefined;
      host.closed++;
    }

    /**
     * The number of a protocol.
     * @param {string} name "tcp", "udp", "icmp"…
     * @throws {SocketError} EPROTONOSUPPORT: no such protocol is known
     */
    static getProtoByName(name) { return checked(natives.getProtoByName(check.string("name", name))); }

    /**
     * Resolves a name, see getaddrinfo(3).
     * @param {string} name a host's name, or an address
     * @param {number} [family] Socket.PF_INET (when left out) or PF_INET6
     * @returns {string} the first address
     * @throws {SocketError} ENOTFOUND: the name has no address of that family
     */
    static getAddrInfo(name, family) {
      return checked(natives.getAddrInfo(
        check.string("name", name), check.optional("family", family, 0, INT_MAX, Socket.PF_INET)));
    }

    /**
     * The name of an address, see getnameinfo(3).
     * @param {string} addr an IPv4 or IPv6 address
     * @param {number} [family] read off the address when left out
     * @returns {string} the name, or the address itself where it has none
     */
    static getNameInfo(addr, family) {
      return checked(natives.getNameInfo(check.string("addr", addr), check.optional("family", family, 0, INT_MAX, -1)));
    }

    /** @returns {string} this machine's name, see gethostname(2) */
    static getHostName() { return checked(natives.getHostName()); }

    /**
     * Waits until at least one socket is ready, with the meaning of select(2) but for any descriptor number. Edits each
     * array in place: what is not ready is deleted, the rest keeps its index, the length stays.
     * @param {Array} [read] sockets, or objects whose getSocket() returns one, to wait for data, connections or the end
     * @param {Array} [write] the same, to wait until sending will not block, or a connect has ended
     * @param {Array} [except] the same, to wait for out-of-band data
     * @param {number} [timeout] milliseconds, fractions allowed; null, undefined and Infinity wait for ever, 0 polls
     * @returns {number} how many sockets are ready; one that is ready for two things counts twice
     * @throws {SocketError} EBADF: a socket is closed. Whatever it throws, no array has changed
     */
    static select(read, write, except, timeout) {
      return host.select(read, write, except, timeout);
    }

    static {
      /** The id of a Socket, -1 once closed; undefined for anything else. */
      host.idOf = (value) => typeof value === "object" && value !== null && #id in value ? value.#id : undefined;

      /** Whether all elements are Sockets, with these ids. Half as long for many as to ask for each whether it is one. */
      host.haveIds = (elements, ids) => {
        try {
          for (let i = 0; i < ids.length; i++) if (elements[i].#id !== ids[i]) return false;
          return true;
        } catch { // not a Socket
          return false;
        }
      };
    }
  }

  /** The socket that an argument is or, with getSocket(), has. */
  host.socketOf = function (name, value) {
    if (host.idOf(value) !== undefined) return value;
    if (value !== null && typeof value === "object" && typeof value.getSocket === "function") {
      const socket = value.getSocket();
      if (host.idOf(socket) !== undefined) return socket;
    }
    throw errors.wrongType(name, "a Socket or an object with getSocket()", value);
  };

  for (const [name, value] of Object.entries(JSON.parse(natives.constants()))) {
    Object.defineProperty(Socket, name, { value, enumerable: true });
  }
  if (Symbol.dispose) {
    Object.defineProperty(Socket.prototype, Symbol.dispose, {
      value: Socket.prototype.close, writable: true, configurable: true,
    });
  }

  host.Socket = Socket;
})
