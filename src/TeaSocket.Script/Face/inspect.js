// What the hosts' consoles show of a Socket: Socket { TCP 127.0.0.1:80 → 127.0.0.1:5123, fd 5 }.
(function (host) {
  "use strict";

  const { natives, define, Socket, Poller, Descriptor } = host;
  const { PF_INET, PF_INET6, PF_UNIX, PF_NETLINK, PF_PACKET, PF_VSOCK, SOCK_STREAM, SOCK_DGRAM, SOCK_RAW, SOCK_SEQPACKET } = Socket;
  const { tagOf } = host.intrinsics;

  const FAMILIES = [[PF_UNIX, "Unix"], [PF_NETLINK, "netlink"], [PF_PACKET, "packet"], [PF_VSOCK, "vsock"]];
  const TYPES = [[SOCK_STREAM, "stream"], [SOCK_DGRAM, "datagram"], [SOCK_RAW, "raw"], [SOCK_SEQPACKET, "seqpacket"]];
  const PROTOCOLS = [[132, "SCTP"], [136, "UDP-Lite"], [262, "MPTCP"]]; // those beside what is usual for a type

  /** What stands beside a number in a list; undefined where it does not stand there. */
  function nameOf(list, number) {
    for (let i = 0; i < list.length; i += 1) if (list[i][0] === number) return list[i][1];
    return undefined;
  }

  /** An address in one word; undefined where the call for it has failed, or there is none. */
  function word(structures) {
    if (structures === undefined) return undefined;
    const { parts: { 0: address, 1: port } } = structures[0];
    if (tagOf(address) !== undefined) return "(bytes)";
    if (address === "" || (port === 0 && (typeof address === "string" || address === 0))) return undefined;
    return port === undefined ? address : `${address}:${port}`;
  }

  function kindOf({ family, type, proto }) {
    const isInternet = family === PF_INET || family === PF_INET6;
    const what = nameOf(TYPES, type) ?? `type ${type}`;
    const special = isInternet ? nameOf(PROTOCOLS, proto) : undefined;
    if (special !== undefined) return special;
    if (isInternet && type === SOCK_STREAM) return "TCP";
    if (isInternet && type === SOCK_DGRAM && (proto === 0 || proto === 17)) return "UDP";
    if (isInternet) return `${what} ${family === PF_INET ? "IPv4" : "IPv6"}`;
    const name = nameOf(FAMILIES, family);
    return name === undefined ? `${what} of family ${family}` : `${name} ${what}`;
  }

  function inspectSocket() {
    const id = host.idOf(this);
    if (id === undefined) return "Socket {}"; // the prototype
    if (id < 0) return "Socket { closed }";
    const own = word(natives.socketName(id));
    const peer = word(natives.peerName(id));
    const names = peer === undefined ? own ?? "" : `${own ?? ""} → ${peer}`;
    return `Socket { ${kindOf(this)} ${names === "" ? "unbound" : names}, fd ${natives.descriptor(id)} }`;
  }

  function inspectDescriptor() {
    const id = host.descriptorIdOf(this);
    return id === undefined ? "Descriptor {}" : id < 0 ? "Descriptor { closed }" : `Descriptor { fd ${natives.descriptorNumber(id)} }`;
  }

  // The names by which Node and Bun, the runner, and Deno ask for it.
  for (const name of ["nodejs.util.inspect.custom", "Deno.customInspect"]) {
    define(Socket.prototype, Symbol.for(name), inspectSocket, false);
    define(Descriptor.prototype, Symbol.for(name), inspectDescriptor, false);
    define(Poller.prototype, Symbol.for(name), () => "Poller {}", false);
  }
})
