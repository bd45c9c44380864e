import { Socket } from "teasocket";

// A socket is passed to whoever is at the other end of a Unix socket, another process for instance.
const [left, right] = Socket.pair();
const server = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1").listen();
left.sendMessage({ data: ["here is ", "a server"], descriptors: [server] });

const { data, descriptors: [passed] } = right.receiveMessage();
console.log(`${data}: ${passed.getSockName()[1] === server.getSockName()[1]}`);

/* prints
here is a server: true
*/
