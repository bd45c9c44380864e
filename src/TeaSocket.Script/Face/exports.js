// What the module gives to scripts.
(function (host) {
  "use strict";

  const { Socket, Poller, define, errors: { SocketError } } = host;

  if (Symbol.dispose) { // `using socket = …`, where the engine has it
    for (const { prototype } of [Socket, Poller]) define(prototype, Symbol.dispose, prototype.close, false);
  }

  return { Socket, Poller, SocketError };
})
