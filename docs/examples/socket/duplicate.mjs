import { Socket } from "teasocket";

const [left, right] = Socket.pair();
const second = right.duplicate();
console.log(second.fd !== right.fd);

right.close(); // the connection stays, as long as one of the two is open
left.send("still here");
console.log(`${second.receive()}`);

/* prints
true
still here
*/
