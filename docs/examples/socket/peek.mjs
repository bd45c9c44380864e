import { Socket } from "teasocket";

const [left, right] = Socket.pair();
left.send("GET / HTTP/1.0");
console.log(`${right.peek(3)}`); // looks, and takes nothing
console.log(`${right.receive()}`);

/* prints
GET
GET / HTTP/1.0
*/
