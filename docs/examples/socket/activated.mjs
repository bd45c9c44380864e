import { Socket } from "teasocket";

// As a service of systemd, with the sockets of its unit; started by hand, with one of its own.
const passed = Socket.activated();
const listeners = passed.length > 0
  ? passed.map(({ socket }) => socket)
  : [new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1").listen()];
console.log(`${passed.length} passed, ${listeners.length} to listen on`);

/* prints
0 passed, 1 to listen on
*/
