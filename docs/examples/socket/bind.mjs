import { Socket } from "teasocket";

const socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1"); // the system chooses a port
const [address, port] = socket.getSockName();
console.log(address, port > 0);

try {
  new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind(address, port);
} catch (error) {
  console.log(error.code);
}

/* prints
127.0.0.1 true
EADDRINUSE
*/
