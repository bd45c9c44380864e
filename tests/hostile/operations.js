"use strict";

// The calls that the fuzzer makes: each with arguments that are right, nearly right or wrong, and what must hold after it.

const transfers = require("./transfers.js");
const lifetimes = require("./lifetimes.js");
const waits = require("./waits.js");
const settings = require("./settings.js");

/** [weight, function] */
const operations = [
  [24, transfers.send], [16, transfers.receive], [8, transfers.receiveFrom], [6, transfers.peek], [24, transfers.receiveInto],
  [10, transfers.sendMany], [10, transfers.receiveMany], [12, transfers.sendMessage], [10, transfers.receiveMessage], [2, transfers.sendFile],
  [2, transfers.transferReceived],
  [8, waits.select], [8, waits.poll],
  [6, settings.option], [2, settings.groups], [1, settings.resolve],
  [3, lifetimes.adopt], [2, lifetimes.construct], [2, lifetimes.connect], [1, lifetimes.bind], [1, lifetimes.listen], [3, lifetimes.accept],
  [2, lifetimes.setBlocking], [3, lifetimes.look], [3, lifetimes.closedOne], [3, lifetimes.wrongThis], [0.5, lifetimes.shutDown],
  [0.5, lifetimes.close],
];

module.exports = { operations };
