// What the hosts' consoles show of a Socket: Socket { TCP 127.0.0.1:80 → 127.0.0.1:5123, fd 5 }.
(function (host) {
  "use strict";

  const { natives, define, Socket, Poller, Descriptor } = host;
  const { PF_INET, PF_INET6, PF_UNIX, SOCK_STREAM, SOCK_DGRAM, SOCK_RAW } = Socket;

  /** An address in one word; undefined where the call for it has failed, or there is none. */
  function word(structures) {
    if (structures === undefined) return undefined;
    const { parts: { 0: address, 1: port } } = structures[0];
    if (port === 0 || address === "") return undefined;
    return port === undefined ? address : `${address}:${port}`;
  }

  function kindOf({ family, type, proto }) {
    const isInternet = family === PF_INET || family === PF_INET6;
    const what = type === SOCK_STREAM ? "stream" : type === SOCK_DGRAM ? "datagram" : type === SOCK_RAW ? "raw" : `type ${type}`;
    if (isInternet && type === SOCK_STREAM) return "TCP";
    if (isInternet && type === SOCK_DGRAM && proto % 17 === 0) return "UDP"; // 0 or IPPROTO_UDP
    return family === PF_UNIX ? `Unix ${what}` : isInternet ? `${what} ${family === PF_INET ? "IPv4" : "IPv6"}` : `${what} of family ${family}`;
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
