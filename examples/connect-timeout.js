// Connecting with a timeout of one's own: the system's takes minutes.
//
//   tea examples/connect-timeout.js HOST PORT [MILLISECONDS=1000]
//
// Ends with status 0 when the connection stands, 1 when it has been refused or has not come about in time.
"use strict";

const { Socket, SocketError } = require("socket");

/** A connection that has failed, or not come about in time, after connect() had returned. */
class ConnectError extends Error {}

/**
 * A connected, blocking socket.
 * @param {number} milliseconds how long to wait at most
 * @throws {SocketError} when connecting fails at once
 * @throws {ConnectError} when it fails later, or takes too long
 */
function connect(family, address, port, milliseconds) {
  const socket = new Socket(family, Socket.SOCK_STREAM, Socket.IPPROTO_TCP).setBlocking(false);
  try {
    if (!socket.connect(address, port)) waitUntilConnected(socket, milliseconds);
    return socket.setBlocking(true);
  } catch (error) {
    socket.close();
    throw error;
  }
}

/** A connect under way has ended, well or badly, when its socket is ready for writing; SO_ERROR says which. */
function waitUntilConnected(socket, milliseconds) {
  const ready = Socket.select(null, [socket], null, milliseconds);
  if (ready === 0) throw new ConnectError(`no answer within ${milliseconds} ms`);
  const errno = socket.getOption(Socket.SO_ERROR);
  if (errno !== 0) throw new ConnectError(`connection failed (errno ${errno})`);
}

/** The family and address of a host: IPv4 where it has one, otherwise IPv6. */
function resolve(host) {
  try {
    return [Socket.PF_INET, Socket.getAddrInfo(host, Socket.PF_INET)];
  } catch (error) {
    if (error.code !== "ENOTFOUND") throw error;
    return [Socket.PF_INET6, Socket.getAddrInfo(host, Socket.PF_INET6)];
  }
}

const isPort = (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535;

const [, host, port, milliseconds = "1000"] = system.args;
if (system.args.length < 3 || system.args.length > 4 || !isPort(port) || !/^\d{1,7}$/.test(milliseconds)) {
  system.stderr.writeLine("usage: tea connect-timeout.js HOST PORT [MILLISECONDS=1000]");
  exit(2);
}

try {
  const [family, address] = resolve(host);
  const socket = connect(family, address, port, Number(milliseconds));
  system.stdout.writeLine(`connected to ${socket.getPeerName().join(" port ")}`);
  socket.close();
} catch (error) {
  if (!(error instanceof SocketError || error instanceof ConnectError)) throw error;
  system.stderr.writeLine(`connect-timeout: ${host} port ${port}: ${error.message}`);
  exit(1);
}
