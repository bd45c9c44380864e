import { Socket } from "teasocket";

const server = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1").listen();
new Socket(Socket.PF_INET, Socket.SOCK_STREAM).connect(server.getSockName());

Socket.interruptible = true; // from now on a signal ends the wait, and its handler can run
try {
  const client = server.accept();
  console.log(`a client from ${client.getPeerName()[0]}`);
} catch (error) {
  if (error.code !== "EINTR") throw error;
  console.log("a signal has come: back to the event loop");
}

/* prints
a client from 127.0.0.1
*/
