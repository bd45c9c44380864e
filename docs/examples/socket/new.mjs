import { Socket } from "teasocket";

const tcp = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
const udp = new Socket(Socket.PF_INET6, Socket.SOCK_DGRAM);
const unix = new Socket(Socket.PF_UNIX, Socket.SOCK_STREAM | Socket.SOCK_NONBLOCK); // its calls return false in place of waiting
console.log([tcp, udp, unix].every(({ fd }) => fd >= 0), unix.setBlocking(true) === unix);
for (const socket of [tcp, udp, unix]) socket.close();

/* prints
true true
*/
