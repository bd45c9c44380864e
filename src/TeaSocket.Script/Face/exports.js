// What the module gives to scripts.
(function (host) {
  "use strict";

  const { Socket, Poller, errors: { SocketError } } = host;
  return { Socket, Poller, SocketError };
})
