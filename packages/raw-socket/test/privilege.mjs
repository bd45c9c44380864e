// What the machine has to offer to raw sockets.

import { readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";

const CAP_NET_RAW = 13n;

function mayOpen() {
  const [, capabilities] = /^CapEff:\s*([0-9a-f]+)/m.exec(readFileSync("/proc/self/status", "utf8"));
  return (BigInt(`0x${capabilities}`) >> CAP_NET_RAW & 1n) === 1n;
}

/** Why tests have to be skipped that open raw sockets; false where they may. */
export const unprivileged = mayOpen() ? false : "raw sockets need root or CAP_NET_RAW";

/** Why tests have to be skipped that send to ::1; false where it is there. */
export const withoutIPv6 = Object.values(networkInterfaces()).flat().some(({ address }) => address === "::1") ? false : "the machine has no ::1";
