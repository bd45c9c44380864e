import { Socket } from "teasocket";

const [left, right] = Socket.pair();
left.send("hello, world");
console.log(`${right.receive(5)}`); // five bytes at most
console.log(`${right.receive()}`);

left.close();
console.log(right.receive().length); // the end of the stream

/* prints
hello
, world
0
*/
