"use strict";

// A service under a manager, in the runner, too: prints what it is told, tells what its arguments say, takes the sockets that were passed and
// waits for the first of them.

const module_ = typeof process === "undefined" ? require("socket") : require(process.env.TEASOCKET_MODULE);
const { Socket, sdListenDescriptors, sdNotify, sdWatchdogInterval } = module_;

/** What a call returns, or the code and the text of what it throws. */
function outcomeOf(call) {
  try {
    return call();
  } catch ({ name, code, message }) {
    return `${name} ${code}: ${message}`;
  }
}

const show = (value) => console.log(JSON.stringify(value));

show(outcomeOf(() => sdNotify("READY=1\nSTATUS=žluť")));
show(outcomeOf(() => sdNotify({ STATUS: "as an object", MAINPID: 5 })));
show(outcomeOf(sdWatchdogInterval));
show(sdListenDescriptors());

const sockets = Socket.activated();
show(sockets.map(({ socket, name }) => [name, socket.fd]));
show(sdListenDescriptors().length);
if (sockets.length > 0) sockets[0].socket.receive();
