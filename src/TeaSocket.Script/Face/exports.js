// What the module gives to scripts.
(function (host) {
  "use strict";

  const { Socket, Poller, Descriptor, define, errors: { SocketError }, borrowing, services } = host;

  if (Symbol.dispose) { // `using socket = …`, where the engine has it
    for (const { prototype } of [Socket, Poller, Descriptor]) define(prototype, Symbol.dispose, prototype.close, false);
  }

  return {
    Socket, Poller, Descriptor, SocketError,
    getOption: borrowing.getOption, setOption: borrowing.setOption,
    sdListenDescriptors: services.sdListenDescriptors, sdNotify: services.sdNotify, sdWatchdogInterval: services.sdWatchdogInterval,
  };
})
