"use strict";

// console.log tells what a socket is.

const { Poller, Socket, connection, datagramSocket, listener } = require("./sockets.js");

const server = listener();
const [client, peer] = connection(server);
console.log(server);
console.log(client);
console.log({ nested: peer });
console.log(datagramSocket());
console.log(new Socket(Socket.PF_UNIX, Socket.SOCK_DGRAM));
console.log(Socket.pair(Socket.PF_UNIX, Socket.SOCK_SEQPACKET)[0]);
console.log(new Socket(Socket.PF_INET, Socket.SOCK_DGRAM, Socket.IPPROTO_UDPLITE));
console.log(new Socket(Socket.PF_NETLINK, Socket.SOCK_RAW).bind(0, 1));
console.log(new Poller());
peer.close();
console.log(peer);
