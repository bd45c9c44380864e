import { Socket } from "teasocket";

const server = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1").listen();
const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
client.connect(server.getSockName());

const fd = server.accept().detach(); // open, and the caller's: in Node for new net.Socket({ fd })
const again = Socket.fromDescriptor(fd);
again.send("hello");
console.log(`${client.receive()}`);

/* prints
hello
*/
