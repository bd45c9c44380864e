// Uses every type under --strict; the lines after @ts-expect-error must not compile.

import { type Chunk, type Message, type ReceivedMessage, UServer, USocket } from "@teasocket/usocket";
import type { Duplex } from "node:stream";
import { Socket } from "teasocket";

const server = new UServer();
server.listen("/run/example", 5, () => {}).pause().resume().ref().unref();
server.listen({ path: "\0example", backlog: 5 }, () => {});
server.listen("/run/example", () => {});
server.on("connection", (socket) => socket.end("hello"));
server.once("listening", () => console.log(server.fd, server.paused, server.listening));
server.close();

const socket = new USocket({ path: "/run/example", allowHalfOpen: false }, () => {});
const stream: Duplex = socket;
new USocket("/run/example").connect({ fd: 3 }).ref().unref();
new USocket({ fd: new Socket(Socket.PF_UNIX, Socket.SOCK_STREAM) });
new USocket();

socket.on("fds", (fds) => console.log(fds.map((fd) => fd + 1)));
socket.on("connected", () => console.log(socket.fd, socket.connecting));
socket.on("data", (data: Buffer) => console.log(data));

const message: ReceivedMessage | null = socket.read(7, null);
if (message !== null) socket.unshift(message.data, message.fds);
socket.unshift("6162", "hex", [3]);
const bytes: Buffer | null = socket.read(7);

const chunks: Chunk[] = [Buffer.from("x"), new Uint8Array(1), "x", [3, 4]];
for (const chunk of chunks) socket.write(chunk);
const whole: Message = { data: "x", fds: [3], callback: (sent, error) => console.log(sent.data, error?.message) };
const hasRoom: boolean = socket.write(whole, (error) => console.log(error));
socket.write("6162", "hex", () => {});
socket.writeWithFds(Buffer.from("x"), [3]);
socket.end({ data: "x", fds: [3] }, () => {}).destroy();

console.log(stream, bytes, hasRoom);

// @ts-expect-error: descriptors are numbers
socket.write(["3"]);
// @ts-expect-error: the same
socket.writeWithFds("x", ["3"]);
// @ts-expect-error: a path is no number
new USocket(3);
// @ts-expect-error: with a count there may be nothing
socket.read(7, 1).fds;
// @ts-expect-error: a server needs a path
server.listen();
