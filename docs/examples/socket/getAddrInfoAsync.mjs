import { Socket } from "teasocket";

// Two names at once, each given up after five seconds.
const names = ["localhost", "127.0.0.2"];
const addresses = await Promise.all(names.map((name) => Socket.getAddrInfoAsync(name, { timeout: 5000 })));
console.log(addresses.join(" "));

/* prints
127.0.0.1 127.0.0.2
*/
