import { Socket } from "teasocket";

const [left, right] = Socket.pair();
const receiving = right.unref().receiveAsync();
right.ref(); // the process waits for it after all
left.send("hello");
console.log(`${await receiving}`);

/* prints
hello
*/
