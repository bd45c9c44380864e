import { Socket, SocketError } from "teasocket";

const unused = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1"); // a port on which nobody listens
const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
try {
  client.connect(unused.getSockName());
} catch (error) {
  console.log(error instanceof SocketError, error.code, error.syscall, error.address, error.errno < 0);
}

/* prints
true ECONNREFUSED connect 127.0.0.1 true
*/
