import { Socket } from "teasocket";

const socket = new Socket(Socket.PF_INET, Socket.SOCK_STREAM)
  .setOption("SO_KEEPALIVE", true)
  .setOption("TCP_KEEPIDLE", 30)
  .setOption("SO_RCVTIMEO", 2500);
console.log(socket.getOption("SO_KEEPALIVE"), socket.getOption("TCP_KEEPIDLE"), socket.getOption("SO_RCVTIMEO"));

socket.setOption(Socket.TCP_KEEPCNT, 5, Socket.IPPROTO_TCP); // by number
console.log(socket.getOption("TCP_KEEPCNT"));

try {
  socket.setOption("SO_KEEPALIVE", "yes");
} catch (error) {
  console.log(error.name, error.code);
}

/* prints
true 30 2500
5
TypeError ERR_INVALID_ARG_TYPE
*/
