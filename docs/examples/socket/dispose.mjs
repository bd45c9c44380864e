import { Socket } from "teasocket";

// Where the engine knows the syntax: using socket = new Socket(…);
const socket = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
socket[Symbol.dispose]();
console.log(socket.fd);

/* prints
-1
*/
