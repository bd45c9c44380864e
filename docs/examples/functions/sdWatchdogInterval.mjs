import { sdNotify, sdWatchdogInterval } from "teasocket";

const interval = sdWatchdogInterval();
console.log(interval === null ? "nobody watches" : `within ${interval} ms`);
if (interval !== null) setInterval(() => sdNotify("WATCHDOG=1"), interval / 2);

/* prints
nobody watches
*/
