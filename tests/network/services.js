"use strict";

// Prints what is known of some services and protocols, as one line of JSON.

const { Socket } = require("socket");

console.log(JSON.stringify({
  http: Socket.getServByName("http", "tcp"),
  domain: Socket.getServByName("domain", "udp"),
  name: Socket.getServByPort(22),
  six: Socket.getProtoByNumber(6),
  info: Socket.getNameInfo("192.0.2.13", Socket.PF_INET, 443),
}));
