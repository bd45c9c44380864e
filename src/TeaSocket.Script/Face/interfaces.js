// Network interfaces, and the groups that a Socket receives for on them.
(function (host) {
  "use strict";

  const { natives, check, checked, errors, Socket } = host;

  /** An interface as its number, or as text that the core looks up; null for whichever the system chooses. */
  function interfaceOf(value) {
    if (value === undefined || value === null) return null;
    if (value === "") throw errors.wrongType("interface", "an address, the name or the number of an interface", value);
    return typeof value === "string" ? value : check.number("interface", value);
  }

  const DROP = 0;
  const ADD = 1;

  /** @param {string|null} source null for all sources. Returns the socket */
  function changeMembership(socket, isAdded, group, source, iface) {
    const id = host.ownId(socket);
    checked(natives.changeMembership(id, isAdded, [check.string("group", group), source, interfaceOf(iface)]));
    return socket;
  }

  host.addMethods(Socket, {
    /**
     * The network interfaces of this machine, also those without addresses, see getifaddrs(3).
     * @returns {Array<{name: string, index: number, addresses: Array<{address: string, family: number, netmask: string, broadcast: string|null}>,
     *   hardwareAddress: string|null, mtu: number, up: boolean, loopback: boolean, multicast: boolean}>}
     */
    getInterfaces() { return checked(natives.getInterfaces()); },
  });

  host.addMethods(Socket.prototype, {
    /**
     * Receives what is sent to a group.
     * @param {string} group an IPv4 or IPv6 address of a group
     * @param {string|number} [iface] an interface: an address of it, its name or its number; left out, the system chooses
     * @returns {Socket} this
     * @throws {SocketError} EINVAL: not a group; EADDRINUSE: it is a member already; ENODEV: no such interface, or no route to the group
     */
    addMembership(group, iface) { return changeMembership(this, ADD, group, null, iface); },

    /**
     * Receives no more what is sent to a group. A socket that is closed leaves its groups by itself.
     * @returns {Socket} this
     * @throws {SocketError} EADDRNOTAVAIL: it is no member
     */
    dropMembership(group, iface) { return changeMembership(this, DROP, group, null, iface); },

    /**
     * Receives what one source sends to a group; more sources can be added one by one.
     * @param {string} source the address of who sends
     * @param {string} group an IPv4 or IPv6 address of a group
     * @param {string|number} [iface] as for addMembership
     * @returns {Socket} this
     */
    addSourceSpecificMembership(source, group, iface) { return changeMembership(this, ADD, group, check.string("source", source), iface); },

    /**
     * Receives no more what one source sends to a group.
     * @returns {Socket} this
     * @throws {SocketError} EADDRNOTAVAIL: the source is not there
     */
    dropSourceSpecificMembership(source, group, iface) { return changeMembership(this, DROP, group, check.string("source", source), iface); },
  });
})
