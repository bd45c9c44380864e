// What Socket knows of names: of hosts, protocols and this machine.
(function (host) {
  "use strict";

  const { natives, check, checked, Socket } = host;
  const INT_MAX = 2147483647;

  host.addMethods(Socket, {
    /**
     * The number of a protocol.
     * @param {string} name "tcp", "udp", "icmp"…
     * @throws {SocketError} EPROTONOSUPPORT: no such protocol is known
     */
    getProtoByName(name) { return checked(natives.getProtoByName(check.string("name", name))); },

    /**
     * Resolves a name, see getaddrinfo(3).
     * @param {string} name a host's name, or an address
     * @param {number} [family] Socket.PF_INET (when left out) or PF_INET6
     * @returns {string} the first address
     * @throws {SocketError} ENOTFOUND: the name has no address of that family
     */
    getAddrInfo(name, family) {
      return checked(natives.getAddrInfo(check.string("name", name), check.optional("family", family, 0, INT_MAX, Socket.PF_INET)));
    },

    /**
     * The name of an address, see getnameinfo(3).
     * @param {string} addr an IPv4 or IPv6 address
     * @param {number} [family] read off the address when left out
     * @returns {string} the name, or the address itself where it has none
     */
    getNameInfo(addr, family) {
      return checked(natives.getNameInfo(check.string("addr", addr), check.optional("family", family, 0, INT_MAX, -1)));
    },

    /** @returns {string} this machine's name, see gethostname(2) */
    getHostName() { return checked(natives.getHostName()); },
  });
})
