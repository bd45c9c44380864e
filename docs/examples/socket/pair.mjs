import { Socket } from "teasocket";

const [left, right] = Socket.pair();
left.send("ping");
console.log(`${right.receive()}`);
right.send("pong");
console.log(`${left.receive()}`);

// Two that keep the bounds of messages:
const [sender, receiver] = Socket.pair(Socket.PF_UNIX, Socket.SOCK_SEQPACKET);
sender.send("one");
sender.send("two");
console.log(`${receiver.receive()}, ${receiver.receive()}`);

/* prints
ping
pong
one, two
*/
