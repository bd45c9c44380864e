import { Socket } from "teasocket";

const server = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1", 0).listen();
const [address, port] = server.getSockName();
console.log(address, port > 0);

const unnamed = new Socket(Socket.PF_UNIX, Socket.SOCK_DGRAM);
console.log(JSON.stringify(unnamed.getSockName()));

/* prints
127.0.0.1 true
[""]
*/
