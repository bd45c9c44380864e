import { Socket } from "teasocket";

const server = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1").listen();

const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
console.log(client.connect(server.getSockName())); // an address and a port, or both in one array

// Without waiting in the call: the result is there when the socket can be written to.
const other = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).setBlocking(false);
if (!other.connect("127.0.0.1", server.getSockName()[1])) Socket.select(null, [other], null, 5000);
console.log(other.getOption("SO_ERROR"));

/* prints
true
0
*/
