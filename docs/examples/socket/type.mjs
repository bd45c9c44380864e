import { Socket } from "teasocket";

const isStream = (socket) => socket.type === Socket.SOCK_STREAM;
console.log(isStream(new Socket(Socket.PF_INET, Socket.SOCK_STREAM)), isStream(new Socket(Socket.PF_INET, Socket.SOCK_DGRAM)));

/* prints
true false
*/
