import { Poller, Socket } from "teasocket";

const [left, right] = Socket.pair();
const poller = new Poller().add(right, "r", "right");
const waiting = poller.waitAsync(5000);
left.send("hello");

for (const { socket, tag } of await waiting) console.log(`${tag}: ${socket.receive()}`);
console.log((await poller.waitAsync(1)).length); // the time has passed

/* prints
right: hello
0
*/
