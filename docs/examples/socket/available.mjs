import { Socket } from "teasocket";

const [left, right] = Socket.pair();
console.log(right.available());
left.send("hello");
console.log(right.available());

/* prints
0
5
*/
