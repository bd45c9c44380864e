import { Socket, getOption } from "teasocket";

const socket = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
console.log(getOption(socket, "SO_KEEPALIVE"), getOption(socket, "SO_LINGER"));

try {
  getOption({ _handle: null }, "SO_KEEPALIVE"); // as a socket of node:net is before it connects
} catch (error) {
  console.log(error.code);
}

/* prints
false null
ERR_TEASOCKET_NOT_OPEN
*/
