import { Socket, sdListenDescriptors } from "teasocket";

// Of a unit with OpenFile=/etc/motd:text and a socket: [{ fd: 3, name: "echo", isSocket: true }, { fd: 4, name: "text", isSocket: false }].
const passed = sdListenDescriptors();
console.log(passed.length);
const sockets = passed.filter(({ isSocket }) => isSocket).map(({ fd }) => Socket.fromDescriptor(fd)); // or all at once: Socket.activated()
console.log(sockets.length);

/* prints
0
0
*/
