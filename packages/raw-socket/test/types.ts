// Every member of index.d.ts in use, as CommonJS. It is compiled, never run.

import { EventEmitter } from "node:events";
import raw = require("@teasocket/raw-socket");
import { AddressFamily, AfterCallback, BufferPart, Protocol, Socket, SocketEvents, SocketLevel, SocketOption, SocketOptions, SystemError } from "@teasocket/raw-socket";

const options: SocketOptions = { addressFamily: AddressFamily.IPv6, protocol: Protocol.ICMPv6, bufferSize: 8192 };
const socket: Socket = raw.createSocket(options);
raw.createSocket();
raw.createSocket(null);
raw.createSocket({ protocol: 253 });
const emitter: EventEmitter = new Socket();
class Pinger extends raw.Socket {}
new Pinger({ addressFamily: AddressFamily.IPv4 }).pauseRecv().close();

const names: ("IPv4" | "IPv6")[] = [AddressFamily[1], AddressFamily[2]];
const protocols: string[] = [Protocol[0], Protocol[1], Protocol[6], Protocol[17], Protocol[58]];
const numbers: number[] = [
  Protocol.None, Protocol.ICMP, Protocol.TCP, Protocol.UDP, SocketLevel.SOL_SOCKET, SocketLevel.IPPROTO_IP, SocketLevel.IPPROTO_IPV6,
  SocketOption.SO_BROADCAST, SocketOption.SO_RCVBUF, SocketOption.SO_RCVTIMEO, SocketOption.SO_SNDBUF, SocketOption.SO_SNDTIMEO,
  SocketOption.IP_HDRINCL, SocketOption.IP_OPTIONS, SocketOption.IP_TOS, SocketOption.IP_TTL, SocketOption.IPV6_TTL,
  SocketOption.IPV6_UNICAST_HOPS, SocketOption.IPV6_V6ONLY,
];
const perhaps: (number | undefined)[] = [SocketOption.SO_BINDTODEVICE, SocketOption.IPV6_HDRINCL];

const bytes = Buffer.from("packet");
const after: AfterCallback = function (error, sent) {
  const count: number = sent;
  if (error === null) this.close();
  else if ("errno" in error) {
    const { code, errno, syscall, cause }: SystemError = error as SystemError;
    const texts: string[] = [code, syscall];
    const value: number = errno;
  }
};
const same: Socket = socket.send(bytes, 0, bytes.length, "::1", after).send(new Uint8Array(4), 0, 4, "::1", () => {}, after);
socket.send(bytes, 0, 1, "::1", undefined, (error) => error?.message);
const read: number = socket.getOption(SocketLevel.IPPROTO_IP, SocketOption.IP_TTL, bytes, 4) + socket.getOption(0, 2, bytes);
const nothing: void = socket.setOption(SocketLevel.IPPROTO_IP, SocketOption.IP_TTL, 64);
socket.setOption(0, 2, bytes, 4);
socket.setOption(0, 2, new DataView(new ArrayBuffer(4)));
const paused: boolean[] = [socket.recvPaused, socket.sendPaused];
socket.pauseRecv().pauseSend().resumeRecv().resumeSend().close();

socket
  .on("message", (buffer, source) => buffer.toString("hex") + source.toUpperCase())
  .once("error", (error) => error.message)
  .addListener("close", () => {})
  .off("close", () => {})
  .on("anything", (...args) => args);
const events: keyof SocketEvents = "message";

const part: BufferPart = { buffer: bytes, offset: 0, length: 4 };
const sum: number = raw.createChecksum(bytes, part, new Uint8Array(2));
const buffer: Buffer = raw.writeChecksum(bytes, 2, sum);
const swapped: number[] = [raw.htonl(1), raw.htons(1), raw.ntohl(1), raw.ntohs(1)];

// @ts-expect-error: there are two families
raw.createSocket({ addressFamily: 3 });
// @ts-expect-error: text is no buffer
socket.send("text", 0, 4, "::1", after);
// @ts-expect-error: a callback is needed
socket.send(bytes, 0, 1, "::1");
// @ts-expect-error: an address is no number
socket.send(bytes, 0, 1, 1, after);
// @ts-expect-error: an option has a value
socket.setOption(0, 2);
// @ts-expect-error: a part has a length
raw.createChecksum({ buffer: bytes, offset: 0 });
// @ts-expect-error: they are not told again
raw.Protocol.ICMP = 2;
