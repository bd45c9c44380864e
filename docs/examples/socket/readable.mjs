import { Socket } from "teasocket";

const [left, right] = Socket.pair();
const waiting = right.readable({ timeout: 5000 });
left.send("hello");

console.log(await waiting, right.available()); // nothing is taken

/* prints
true 5
*/
