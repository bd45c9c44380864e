// The same as an ES module.

import raw, { type Socket, createSocket } from "@teasocket/raw-socket";

const socket: Socket = createSocket();
const other: raw.Socket = raw.createSocket({ protocol: raw.Protocol.ICMP });
