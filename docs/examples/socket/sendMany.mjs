import { Socket } from "teasocket";

const receiver = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1");
const sender = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM);
sender.connect(receiver.getSockName());

console.log(sender.sendMany(["one", "two", new Uint8Array([33])]));
console.log([1, 2, 3].map(() => receiver.receive().toString()).join(" "));

// From a socket that is not connected, each with its address:
const [address, port] = receiver.getSockName();
console.log(new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).sendMany([["four", address, port], ["five", address, port]]));

/* prints
3
one two !
2
*/
