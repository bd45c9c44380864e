import { Poller, Socket } from "teasocket";

const [, right] = Socket.pair();
const poller = new Poller().add(right, "r");
const waiting = poller.waitAsync(); // for ever
poller.wake();
console.log((await waiting).length);

/* prints
0
*/
