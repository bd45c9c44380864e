"use strict";

// Prints what getInterfaces tells, as JSON.

const { Socket } = require("socket");

console.log(JSON.stringify(Socket.getInterfaces()));
