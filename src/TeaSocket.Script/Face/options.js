// Options, see getsockopt(2): by the names that the core's table has, whose values are of the option's own kind, and by number.
(function (host) {
  "use strict";

  const { Socket, natives, check, checked, errors, pack } = host;
  const { Uint8Array } = host.intrinsics;

  const INT_MIN = -2147483648;
  const INT_MAX = 2147483647;
  const NO_LEVEL = -1; // SOL_SOCKET, but for TCP_NODELAY
  const GET = "getOption(name, length, level)";
  const SET = "setOption(name, value, level)";
  const MOST_BYTES = 65536; // of an option that is read by its number

  /** Whether it is the name of an option, and not the digits of its number. */
  const isName = (name) => typeof name === "string" && !check.isDecimal(name);

  const isMissing = (value) => value === undefined || value === null;

  /** The numbers of an option, its value or length, and its level. What other languages write is refused, not misunderstood. */
  function levelOf(call, option, value, level) {
    const of = check.number("level", level);
    if (typeof value === "number" && value % 1 === 0 && natives.hasLevelInFront(option, value, of) === 1) {
      throw errors.surplus(call, "The level stands behind, not in front; an option's name needs none");
    }
    return of;
  }

  function requireName(name) {
    if (typeof name === "string" && name.length > 0) return;
    throw errors.wrongType("name", "an option's name, or of type number", name);
  }

  host.addMethods(Socket.prototype, {
    /**
     * Reads an option, see getsockopt(2).
     * @param {string|number} name its name, "TCP_KEEPIDLE", or its number
     * @param {number} [length] for a number: left out, the option is read as a number
     * @param {number} [level] for a number: the number of the option's level; left out, SOL_SOCKET, or for TCP_NODELAY the level of TCP
     * @returns {*} by name, what the option's kind is, see Socket.options; by number a number, or at most length raw bytes
     * @throws {SocketError} ENOPROTOOPT: this system, or a socket of this family or type, has no such option
     */
    getOption(name, length, level) {
      const id = host.ownId(this);
      if (arguments.length > 3) throw errors.surplus(GET, "The level stands behind the length");
      if (isName(name)) {
        requireName(name);
        if (!isMissing(length) || !isMissing(level)) throw errors.surplus("getOption(name)", "An option that is named has its own length and level");
        return checked(natives.getNamedOption(id, name))[0].value;
      }
      const option = check.number("name", name);
      const most = isMissing(length) ? -1 : check.number("length", length);
      const of = isMissing(level) ? NO_LEVEL : levelOf(GET, option, most, level);
      if (most < 0) return checked(natives.getOption(id, option, of));
      const value = new Uint8Array(most < MOST_BYTES ? most : MOST_BYTES);
      return host.copied(value, 0, checked(natives.getOptionBytes(id, option, of, value, 0, -1)));
    },

    /**
     * Sets an option, see setsockopt(2).
     * @param {string|number} name as for getOption
     * @param {*} value by name, what the option's kind is; by number a number, a boolean, or the raw bytes of a struct
     * @param {number} [level] as for getOption
     * @returns {Socket} this
     * @throws {SocketError} ENOPROTOOPT: this system, or a socket of this family or type, has no such option; EINVAL, EDOM: no such value
     */
    setOption(name, value, level) {
      const id = host.ownId(this);
      if (arguments.length > 3) throw errors.surplus(SET, "The level stands behind the value");
      if (isName(name)) {
        requireName(name);
        if (!isMissing(level)) throw errors.surplus("setOption(name, value)", "An option that is named has its own level");
        const packed = pack("value", value); // which may run code of the script's: only then is it looked up whose option it is
        checked(natives.setNamedOption(host.ownId(this), name, packed, 0, -1));
        return this;
      }
      const option = check.number("name", name);
      const of = isMissing(level) ? NO_LEVEL : levelOf(SET, option, value, level);
      if (typeof value === "boolean") {
        checked(natives.setOption(id, option, value ? 1 : 0, of));
      } else if (value !== null && typeof value === "object") {
        checked(natives.setOptionBytes(id, option, of, check.bytes("value", value, "a number, a boolean or a Buffer"), 0, -1));
      } else {
        checked(natives.setOption(id, option, check.integer("value", value, INT_MIN, INT_MAX), of));
      }
      return this;
    },
  });

  host.addMethods(Socket, {
    /**
     * The table of options, or what a socket has of it.
     * @param {Socket} [socket] left out, the whole table
     * @returns {object[]} for each option its name, level and number (null where the system has none), kind, families and types (null for
     *   all), whether it is readable and writable; of a socket those that it has and that can be read, each with its value
     * @throws {SocketError} EBADF: the socket is closed
     */
    options(socket) {
      return checked(socket === undefined || socket === null
        ? natives.options() : natives.presentOptions(host.idOf(host.socketOf("socket", socket))));
    },
  });
})
