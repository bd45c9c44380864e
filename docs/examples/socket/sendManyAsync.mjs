import { Socket } from "teasocket";

const receiver = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1");
const sender = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM);
sender.connect(receiver.getSockName());

console.log(await sender.sendManyAsync(["one", "two"], { timeout: 5000 }));
console.log(`${receiver.receive()} ${receiver.receive()}`);

/* prints
2
one two
*/
