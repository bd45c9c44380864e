// What Socket knows of names: of hosts, services, protocols and this machine.
(function (host) {
  "use strict";

  const { natives, check, checked, errors, Socket } = host;
  const { normalize, String } = host.intrinsics;

  const MOST_PORT = 65535;

  const orElse = (name, value, missing) => value === undefined || value === null ? missing : check.string(name, value);

  /** A service's name or port, as text; "" for none. */
  function serviceOf(value) {
    if (value === undefined || value === null) return "";
    if (value === "") throw errors.wrongType("service", "the name of a service, or a port", value);
    return typeof value === "string" ? value : String(check.integer("service", value, 0, MOST_PORT));
  }

  function hasOptions(value) {
    const names = check.names(value);
    for (let i = 0; i < names.length; i += 1) {
      const name = names[i];
      if (name === "family" || name === "all" || name === "service" || name === "type") return true;
    }
    return false;
  }

  /** What getAddrInfo() is asked for. */
  host.wantedAddresses = function (name, family) {
    if (!hasOptions(family)) {
      return { name: composed(name), service: "", isAll: false, family: check.optionalNumber("family", family, Socket.PF_INET), type: Socket.SOCK_STREAM };
    }
    const { family: wanted, all, service, type } = family;
    const isAll = all !== undefined && check.flag("all", all);
    return {
      name: composed(name), service: serviceOf(service), isAll, family: check.optionalNumber("family", wanted, isAll ? 0 : Socket.PF_INET),
      type: check.optionalNumber("type", type, 0),
    };
  };

  /** What getNameInfo() is asked for; a port of -1 is left out. */
  host.wantedName = (addr, family, port) => ({
    address: check.string("addr", addr), family: check.optionalNumber("family", family, -1), port: check.optional("port", port, 0, MOST_PORT, -1),
  });

  /** A name in the form in which it is compared: the core has that in its hosts only that bring the tables for it. */
  const composed = (name) => normalize(check.string("name", name), "NFC");

  host.addMethods(Socket, {
    /**
     * The number of a protocol, see getprotobyname(3).
     * @param {string} name "tcp", "udp", "icmp"…
     * @throws {SocketError} EPROTONOSUPPORT: no such protocol is known
     */
    getProtoByName(name) { return checked(natives.getProtoByName(check.string("name", name))); },

    /**
     * The name of a protocol, see getprotobynumber(3).
     * @param {number} number 6 is "tcp"
     * @throws {SocketError} EPROTONOSUPPORT: no such protocol is known
     */
    getProtoByNumber(number) { return checked(natives.getProtoByNumber(check.number("number", number))); },

    /**
     * The port of a service, see getservbyname(3).
     * @param {string} name "http", "domain"…
     * @param {string} [proto] "tcp" or "udp"; left out, whichever is found first
     * @returns {number} the port
     * @throws {SocketError} ENOTFOUND: no such service is known
     */
    getServByName(name, proto) { return checked(natives.getServByName(check.string("name", name), orElse("proto", proto, ""))); },

    /**
     * The name of the service on a port, see getservbyport(3).
     * @param {number} port 0–65535
     * @param {string} [proto] "tcp" or "udp"; left out, whichever is found first
     * @returns {string} the name
     * @throws {SocketError} ENOTFOUND: no such service is known
     */
    getServByPort(port, proto) { return checked(natives.getServByPort(check.integer("port", port, 0, MOST_PORT), orElse("proto", proto, ""))); },

    /**
     * Resolves a name, see getaddrinfo(3).
     * @param {string} name a host's name, which may be international, or an address
     * @param {number|object} [family] Socket.PF_INET (when left out) or PF_INET6; or options, of which each may be left out:
     *   `all`: true for all addresses instead of the first;
     *   `family`: PF_INET, PF_INET6, or 0 for any, which it is when left out with `all`;
     *   `service`: a service's name or port, for the addresses' port;
     *   `type`: the type of socket that the service is for, any when left out
     * @returns {string|Array<{address: string, family: number, port: number}>} the first address; or with `all` each of them once, in the
     *   resolver's order
     * @throws {SocketError} ENOTFOUND: the name has no address of that family, or there is no such service
     */
    getAddrInfo(name, family) {
      const wanted = host.wantedAddresses(name, family);
      const found = checked(natives.getAllAddrInfo(wanted.name, wanted.service, wanted.family, wanted.type));
      return wanted.isAll ? found : found[0].address;
    },

    /**
     * The name of an address, see getnameinfo(3).
     * @param {string} addr an IPv4 or IPv6 address
     * @param {number} [family] read off the address when left out
     * @param {number} [port] 0–65535
     * @returns {string|{host: string, service: string}} the name, or the address itself where it has none. With a port that, and the name
     *   of the TCP service on it, or the port itself where it has none
     */
    getNameInfo(addr, family, port) {
      const wanted = host.wantedName(addr, family, port);
      if (wanted.port < 0) return checked(natives.getNameInfo(wanted.address, wanted.family));
      return checked(natives.getNameInfoOf(wanted.address, wanted.family, wanted.port))[0];
    },

    /** @returns {string} this machine's name, see gethostname(2) */
    getHostName() { return checked(natives.getHostName()); },

    /**
     * The bytes of an address, see inet_pton(3).
     * @param {number} family Socket.PF_INET or PF_INET6
     * @param {string} text an address of that family, without a scope
     * @returns {Buffer} 4 or 16 bytes
     */
    inetPton(family, text) { return checked(natives.inetPton(check.number("family", family), check.string("text", text)))[0].bytes; },

    /**
     * The text of an address, see inet_ntop(3).
     * @param {number} family Socket.PF_INET or PF_INET6
     * @param {Buffer|ArrayBufferView|ArrayBuffer} bytes 4 or 16 of them
     * @returns {string} the address in its shortest form
     */
    inetNtop(family, bytes) {
      const number = check.number("family", family);
      return checked(natives.inetNtop(number, check.bytes("bytes", bytes, check.ROOM), 0, -1));
    },
  });
})
