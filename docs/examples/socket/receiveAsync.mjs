import { Socket } from "teasocket";

const [left, right] = Socket.pair();
await right.receiveAsync({ timeout: 1 }).catch((error) => console.log(error.code)); // nothing has come

left.send("hello");
console.log(`${await right.receiveAsync()}`);

/* prints
ETIMEDOUT
hello
*/
