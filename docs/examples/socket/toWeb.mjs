import { Socket } from "teasocket";

const [left, right] = Socket.pair();
const writer = left.toWeb().writable.getWriter();
await writer.write("hello, ");
await writer.write("streams");
await writer.close();

let text = "";
for await (const part of right.toWeb().readable) text += part;
console.log(text);

/* prints in node, bun, deno: the runner has no web streams
hello, streams
*/
