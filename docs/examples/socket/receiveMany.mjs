import { Socket } from "teasocket";

const receiver = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1");
const sender = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1");
const [address, port] = receiver.getSockName();
for (const text of ["one", "two", "three"]) sender.send(text, address, port);

const senders = [];
const datagrams = receiver.receiveMany(64, 1500, senders); // those that are there, up to 64
console.log(datagrams.join(" "), senders.every(([, from]) => from === sender.getSockName()[1]));

/* prints
one two three true
*/
