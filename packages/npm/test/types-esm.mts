// The same types, imported by an ES module. It is compiled, never run.

import teasocket, { Socket, SocketError, setOption, type Selectable } from "teasocket";
import { Syslog } from "teasocket/syslog";

const socket: Socket = new teasocket.Socket(Socket.PF_INET, teasocket.Socket.SOCK_DGRAM);
const selectable: Selectable[] = [socket];
const isError = (value: unknown): value is SocketError => value instanceof teasocket.SocketError;
// @ts-expect-error: the default export is the object of both classes
new teasocket(Socket.PF_INET, Socket.SOCK_DGRAM);

setOption(socket, "SO_KEEPALIVE", true);
using log = new Syslog();
log.write("info", "a text");

export { selectable, isError };
