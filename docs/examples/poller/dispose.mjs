import { Poller } from "teasocket";

// Where the engine knows the syntax: using poller = new Poller();
const poller = new Poller();
poller[Symbol.dispose]();
try {
  poller.wait(0);
} catch (error) {
  console.log(error.code);
}

/* prints
EBADF
*/
