// What is beside sockets in use, see types.ts: services, the runtime's own sockets and syslog.

import * as dgram from "node:dgram";
import * as http from "node:http";
import * as net from "node:net";
import {
  HostSocket, ListenDescriptor, OptionHolder, Socket, getOption, sdListenDescriptors, sdNotify, sdWatchdogInterval, setOption,
} from "teasocket";
import { type Facility, type Severity, Syslog } from "teasocket/syslog";
import { client, names } from "./types.js";

// Services, and sockets of the runtime's own

const isTold: boolean = sdNotify("READY=1") && sdNotify({ STATUS: "serving", MAINPID: 5, READY: 1n });
// @ts-expect-error: true is no value of a variable
sdNotify({ READY: true });
const watchdog: number | null = sdWatchdogInterval();
const listens: ListenDescriptor[] = sdListenDescriptors();
names.push(...listens.filter(({ isSocket }) => !isSocket).map(({ fd, name }) => `${name} ${fd}`));

const native: net.Socket = setOption(new net.Socket(), "TCP_USER_TIMEOUT", 5_000);
const holders: OptionHolder[] = [native, net.createServer(), http.createServer(), dgram.createSocket("udp4"), client, { getSocket: () => client }];
const hostSocket: HostSocket = native;
const lingering: number | null = getOption(holders[0]!, "SO_LINGER");
const numbered: number = getOption(hostSocket, Socket.SO_KEEPALIVE, null, 1);
const rawOption: Buffer = getOption(native, Socket.SO_LINGER, 8);
setOption(client, Socket.SO_KEEPALIVE, true).send("still a Socket");
// @ts-expect-error: a flag is no text
setOption(native, "SO_KEEPALIVE", "yes");
// @ts-expect-error: a port is no socket
getOption(7000, "SO_KEEPALIVE");

// Syslog

const log: Syslog = new Syslog({ address: "127.0.0.1", port: 514, transport: "tcp", facility: "local0", appName: "types", procId: null, bom: true });
const cutOff: number = log.write("warning", "text", { id: "ID", data: { "a@1": { text: "x", many: [1, true, "y"] } }, timestamp: new Date() });
const later: Promise<number> = log.writeAsync(3, "text", { signal: AbortSignal.timeout(5), timeout: 5 });
const severity: Severity | undefined = Syslog.severities[0];
const facilities: readonly Facility[] = Syslog.facilities;
log.close();
new Syslog();
new Syslog({ path: "/dev/log", format: "rfc5424" });
// @ts-expect-error: a path or an address
new Syslog({ path: "/dev/log", address: "127.0.0.1" });
// @ts-expect-error: no such severity
log.write("loud", "text");

export { cutOff, later, severity, facilities, isTold, watchdog, lingering, numbered, rawOption };
