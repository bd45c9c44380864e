import { Socket } from "teasocket";

for (const { name, addresses, up, loopback } of Socket.getInterfaces()) {
  const own = addresses.find(({ address }) => address === "127.0.0.1");
  if (own !== undefined) console.log(name, own.address, own.netmask, up, loopback);
}

/* prints
lo 127.0.0.1 255.0.0.0 true true
*/
