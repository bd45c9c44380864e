// The same as an ES module.

import unix, { type Socket, createSocket } from "@teasocket/unix-dgram";

const socket: Socket = createSocket("unix_dgram");
const other: Socket = unix.createSocket("unix_dgram");
