import { sdNotify } from "teasocket";

// A service of systemd prints true twice.
console.log(sdNotify({ READY: 1, STATUS: "serving" }));
console.log(sdNotify("STATUS=nothing to do\nWATCHDOG=1"));

/* prints
false
false
*/
