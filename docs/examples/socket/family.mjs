import { Socket } from "teasocket";

const loopback = ({ family }) => (family === Socket.PF_INET6 ? "::1" : "127.0.0.1");

const socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM);
console.log(socket.bind(loopback(socket)).getSockName()[0]);

/* prints
127.0.0.1
*/
