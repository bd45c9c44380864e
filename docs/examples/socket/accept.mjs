import { Socket } from "teasocket";

const server = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1").listen();
const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
client.connect(server.getSockName());

const peer = server.accept();
peer.send("welcome");
console.log(`${client.receive()}`);
console.log(peer.getPeerName()[1] === client.getSockName()[1]);

/* prints
welcome
true
*/
