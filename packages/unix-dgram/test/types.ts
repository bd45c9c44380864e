// Every member of index.d.ts in use, as CommonJS. It is compiled, never run.

import * as dgram from "node:dgram";
import { EventEmitter } from "node:events";
import unix = require("@teasocket/unix-dgram");
import { CongestionError, Path, RemoteInfo, SendCallback, Socket, SocketEvents, SystemError, createSocket } from "@teasocket/unix-dgram";

const socket: Socket = unix.createSocket("unix_dgram", (message: Buffer, info: RemoteInfo) => {
  const size: number = info.size;
  const path: string | Buffer | null = info.path;
  const address: Record<string, never> = info.address;
  if (info.path !== null) socket.sendto(message, 0, size, info.path);
});
createSocket("unix_dgram");
const udp: dgram.Socket = createSocket("udp4", (message, { address, port }) => udp.send(message, port, address));
const emitter: EventEmitter = socket;
const fd: number = socket.fd;
const type: "unix_dgram" = socket.type;
const connected: boolean = socket.connected;

const bytes: Path = Buffer.from("/tmp/x");
socket.bind("/tmp/x");
socket.bind(bytes);
socket.connect("\0name");
const callback: SendCallback = (error) => {
  if (error === undefined) return;
  if (error.code === 1) {
    const { code, message }: { code: 1; message: "congestion" } = error as CongestionError;
  } else {
    const { code, errno, syscall, cause }: SystemError = error as SystemError;
    const numbers: number[] = [code, errno];
    const call: "socket" | "bind" | "connect" | "send" | "recv" | "close" = syscall;
  }
};
socket.send(Buffer.from("x"));
socket.send(new Uint8Array(1), callback);
socket.send(new DataView(new ArrayBuffer(1)), 0, 1, "/tmp/x");
socket.send(Buffer.from("x"), 0, 1, bytes, callback);
socket.sendto(Buffer.from("x"), 0, 1, "/tmp/x", callback);
const same: Socket = socket.ref().unref();

socket
  .on("message", (message, info) => message.toString("utf8", 0, info.size))
  .once("listening", () => {})
  .on("connect", () => {})
  .on("congestion", (message) => socket.once("writable", () => socket.send(message)))
  .addListener("error", ({ syscall }) => syscall === "connect")
  .off("writable", () => {})
  .on("anything", (...args) => args);
const events: keyof SocketEvents = "message";

const never: () => never = () => socket.address();
socket.close();

// @ts-expect-error: a type of its own
createSocket("unix_stream");
// @ts-expect-error: text is no buffer
socket.send("text");
// @ts-expect-error: a path is missing
socket.send(Buffer.from("x"), 0, 1);
// @ts-expect-error: a path is no number
socket.bind(5);
// @ts-expect-error: it is not told again
socket.type = "udp4";
// @ts-expect-error: not a member of the module
unix.Socket;
