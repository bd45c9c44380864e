// Addresses as scripts give them: an address and a port, or one array for both, in as many parts as their family has.
(function (host) {
  "use strict";

  const { natives, check, errors, define, results: { PREPARED } } = host;
  const { isArray, isView } = host.intrinsics;

  const MOST_PARTS = 16; // more than any family has, and few enough to be looked at
  const MOST_PORT = 65535;

  /** Whether they are a text and a port that cross as they are. What follows is asked for each datagram. */
  host.isPlain = (address, port) =>
    typeof address === "string" && typeof port === "number" && port >= 0 && port <= MOST_PORT && port % 1 === 0;

  const nameOf = (i) => i === 0 ? "address" : i === 1 ? "port" : `address[${i}]`;

  /** A part as it can be packed. What is none is told by the family, to which only its kind matters. */
  function partOf(name, value) {
    if (typeof value === "function" || typeof value === "symbol") throw errors.wrongType(name, "a string, a number or a Buffer", value);
    if (typeof value !== "object" || value === null || isView(value) || check.isMemory(value)) return value;
    return isArray(value) ? [] : {};
  }

  /**
   * The parts of an address, each looked at once; to be packed for SocketAddress.FromParts, which knows what the family wants.
   * @returns {Array|undefined} undefined where no address is given
   * @throws {TypeError} an array and a port, or what nothing can be made of
   */
  host.addressParts = function (address, port) {
    if ((address ?? port ?? null) === null) return undefined;
    const isList = isArray(address);
    if (isList && (port ?? null) !== null) throw errors.wrongType("address", "a string where a port follows", address);
    const given = isList ? address : (port ?? null) === null ? [address] : [address, port];
    const count = isList ? check.integer("address.length", given.length, 0, MOST_PARTS) : given.length;
    const parts = [];
    for (let i = 0; i < count; i += 1) define(parts, i, partOf(nameOf(i), given[i]));
    return parts;
  };

  /**
   * What a call of the table is to be given for parts: its text and its port, or what stands for the address that was laid down. It is
   * for the next call that takes an address.
   * @param {string} [name] what the script knows the address by, where that is not "address"
   */
  host.prepared = function (family, parts, name) {
    const text = parts[0];
    const port = parts[1] ?? 0;
    if (parts.length <= 2 && host.isPlain(text, port)) return { text, port };
    if (natives.prepareAddress(family, parts) < 0) throw errors.last(name);
    return { text: "", port: PREPARED };
  };

  /** The same for an address and a port that have to be there. */
  host.destination = (family, address, port) => host.prepared(family, host.addressParts(address, port) ?? [undefined]);
})
