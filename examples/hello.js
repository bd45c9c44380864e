const { Socket } = require("teasocket");

const socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1");
socket.send("hello, me", ...socket.getSockName());
console.log(socket.receive().toString());
