import { Socket } from "teasocket";

const socket = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
console.log(socket.fd >= 0);
socket.close();
console.log(socket.fd);

/* prints
true
-1
*/
