import { Poller, Socket } from "teasocket";

const [left, right] = Socket.pair();
const poller = new Poller().add(left, "w", "the left one");
console.log(poller.wait(5000).map(({ tag, events }) => `${tag}: ${events}`).join());

poller.modify(left, "r"); // nothing more to send; the tag stays
right.send("hello");
console.log(poller.wait(5000).map(({ tag, events }) => `${tag}: ${events}`).join());

/* prints
the left one: w
the left one: r
*/
