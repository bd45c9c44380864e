// The options of sockets that belong to the host's own modules, node:net and node:dgram.
(function (host) {
  "use strict";

  const { natives, checked, errors, Socket } = host;
  const { apply, getOwnPropertySymbols, slice, String } = host.intrinsics;
  const { close, getOption, setOption } = Socket.prototype;

  const EXPECTED = "a Socket, or a socket or server of the modules node:net and node:dgram";

  /** What a host calls the symbol under which node:dgram has its handle; its property _handle warns whoever reads it. */
  const isState = (symbol) => {
    const name = String(symbol);
    return name === "Symbol(state symbol)" || name === "Symbol(kStateSymbol)"; // Node and Bun; Deno
  };

  /** The object with which the host works on a socket: null before there is one, and when the socket is closed; undefined for anything else. */
  function handleOf(value) {
    if (typeof value !== "object" || value === null) return undefined;
    const symbols = getOwnPropertySymbols(value);
    for (let i = 0; i < symbols.length; i += 1) {
      if (isState(symbols[i])) return value[symbols[i]]?.handle;
    }
    return value._handle;
  }

  /** The descriptor of a socket of the host's. */
  function descriptorOf(value) {
    const handle = handleOf(value);
    if (handle === undefined || (typeof handle !== "object" && typeof handle !== "function")) throw errors.wrongType("socket", EXPECTED, value);
    const fd = handle === null ? -1 : handle.fd;
    if (typeof fd !== "number" || fd % 1 !== 0) {
      throw errors.unusable("This host does not tell the descriptor of such a socket", "ERR_TEASOCKET_NO_DESCRIPTOR");
    }
    if (fd < 0) {
      throw errors.unusable(
        "The socket has no descriptor: it is not connected, bound or listening yet, it is closed, or its host keeps it elsewhere", "ERR_TEASOCKET_NOT_OPEN");
    }
    return fd;
  }

  /** Calls a method on the Socket that is given, or on one that has a duplicate of a descriptor, and is closed then. */
  function onSocket(value, method, args) {
    const isOwn = host.idOf(value) !== undefined || (typeof value === "object" && value !== null && typeof value.getSocket === "function");
    if (isOwn) return apply(method, host.socketOf("socket", value), args);
    const fd = descriptorOf(value);
    const socket = host.newSocket(checked(natives.describe(fd))[0], (id) => natives.adoptDuplicate(fd, id));
    try {
      return apply(method, socket, args);
    } finally {
      apply(close, socket, []);
    }
  }

  host.borrowing = {
    /**
     * Reads an option of a Socket, or of a socket or server of node:net or node:dgram, which stays the host's.
     * @param {object} socket it is connected, bound or listening
     * @param {string|number} name as for Socket's getOption, as are the arguments that may follow
     * @returns {*} as of Socket's getOption
     * @throws {Error} ERR_TEASOCKET_NOT_OPEN: the socket has no descriptor yet, or no more; ERR_TEASOCKET_NO_DESCRIPTOR: the host tells none
     * @throws {SocketError} as of Socket's getOption; ENOTSOCK: net has a file or a pipe there
     */
    getOption(socket, name, length, level) { return onSocket(socket, getOption, slice(arguments, 1)); },

    /**
     * Sets an option in the same way.
     * @param {*} value as for Socket's setOption
     * @returns {object} the socket
     */
    setOption(socket, name, value, level) {
      onSocket(socket, setOption, slice(arguments, 1));
      return socket;
    },
  };
})
