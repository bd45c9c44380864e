import { Socket } from "teasocket";

const server = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1").listen();
const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
try {
  client.getPeerName();
} catch (error) {
  console.log(error.code);
}

client.connect(server.getSockName());
const [address, port] = client.getPeerName();
console.log(address, port === server.getSockName()[1]);

/* prints
ENOTCONN
127.0.0.1 true
*/
