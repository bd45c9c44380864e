import { Socket } from "teasocket";

const [left, right] = Socket.pair();
const data = new Uint8Array(1_000_000);
const sending = left.sendAsync(data, { timeout: 5000 }); // more than the system takes at once

let count = 0;
while (count < data.length) count += (await right.receiveAsync()).length;
console.log(await sending, count);

/* prints
true 1000000
*/
