import { Socket } from "teasocket";

console.log(Socket.getAddrInfo("localhost"));

// All addresses of a name, with the port of a service:
const found = Socket.getAddrInfo("::1", { all: true, service: "https", type: Socket.SOCK_STREAM });
for (const { address, family, port } of found) console.log(address, family === Socket.PF_INET6, port);

try {
  Socket.getAddrInfo("no name");
} catch (error) {
  console.log(error.code, error.hostname);
}

/* prints
127.0.0.1
::1 true 443
ENOTFOUND no name
*/
