import { Socket } from "teasocket";

const [left, right] = Socket.pair();
const read = [left, right];
const waiting = Socket.selectAsync(read, null, null, 5000);
left.send("hello");

console.log(await waiting, 0 in read, 1 in read);
console.log(`${right.receive()}`);

/* prints
1 false true
hello
*/
