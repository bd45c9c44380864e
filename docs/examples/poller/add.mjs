import { Poller, Socket } from "teasocket";

const [left, right] = Socket.pair();
const poller = new Poller().add(left, "rw", "left").add(right, "r", { tag: "right", once: true });
left.send("hello");

for (const { tag, events } of poller.wait(5000).sort((a, b) => (a.tag < b.tag ? -1 : 1))) console.log(tag, events);
console.log(poller.wait(0).map(({ tag }) => tag).join(" ")); // the other one was told of, once

/* prints
left w
right r
left
*/
