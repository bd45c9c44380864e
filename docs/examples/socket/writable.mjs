import { Socket } from "teasocket";

const [left, right] = Socket.pair();
left.setBlocking(false);
while (left.send(new Uint8Array(65536)) !== false); // until the system takes no more

const waiting = left.writable({ timeout: 5000 });
right.setBlocking(false);
while (right.receive() !== false);
console.log(await waiting);

/* prints
true
*/
