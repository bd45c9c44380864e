"use strict";

// "`getInterfaces()` → `[{ name, index, addresses: [{ address, family, netmask, broadcast }], hardwareAddress, mtu, up, loopback,
// multicast }]`". That it tells what the system has is proved by Tea.Tests.InterfaceTests, which makes interfaces.

const { Socket } = require("socket");
const { test, done, ok, equal, deepEqual } = require("./harness.js");
const { open, needIPv6, expectNoLeak } = require("./sockets.js");

const { PF_INET, PF_INET6 } = Socket;

/** The loopback interface, which every system has. */
const loopback = () => Socket.getInterfaces().find((each) => each.loopback && each.addresses.some(({ address }) => address === "127.0.0.1"));

test("getInterfaces tells the loopback", () => {
  const found = loopback();
  ok(found !== undefined, "must be there");
  equal(found.up, true);
  const own = found.addresses.find(({ address }) => address === "127.0.0.1");
  deepEqual(own, { address: "127.0.0.1", family: PF_INET, netmask: "255.0.0.0", broadcast: null });
});

test("getInterfaces tells all that there is to know of each", () => {
  const names = ["name", "index", "addresses", "hardwareAddress", "mtu", "up", "loopback", "multicast"];
  for (const each of Socket.getInterfaces()) {
    deepEqual(Object.keys(each), names);
    ok(typeof each.name === "string" && each.name.length > 0, each.name);
    ok(Number.isInteger(each.index) && each.index > 0, each.index);
    ok(each.hardwareAddress === null || /^[0-9a-f]{2}(:[0-9a-f]{2})*$/.test(each.hardwareAddress), each.hardwareAddress);
    ok(Number.isInteger(each.mtu) && each.mtu >= 0, each.mtu);
    for (const flag of [each.up, each.loopback, each.multicast]) equal(typeof flag, "boolean");
    for (const { address, family, netmask, broadcast } of each.addresses) {
      ok(family === PF_INET || family === PF_INET6, family);
      equal(Socket.inetPton(family, address.split("%")[0]).length, Socket.inetPton(family, netmask).length, address);
      ok(broadcast === null || Socket.inetPton(family, broadcast).length === 4, broadcast);
    }
  }
});

test("names and numbers of interfaces are different ones", () => {
  const all = Socket.getInterfaces();
  equal(new Set(all.map(({ name }) => name)).size, all.length);
  equal(new Set(all.map(({ index }) => index)).size, all.length);
});

test("an address of an interface can be bound", () => {
  for (const { up, addresses } of Socket.getInterfaces()) {
    for (const { address, family } of up ? addresses.filter((each) => each.family === PF_INET) : []) {
      equal(open(family, Socket.SOCK_DGRAM).bind(address).getSockName()[0], address);
    }
  }
});

test("the IPv6 loopback is there, too", () => {
  needIPv6();
  const own = Socket.getInterfaces().find(({ addresses }) => addresses.some(({ address }) => address === "::1"));
  ok(own.loopback);
  const { family, netmask, broadcast } = own.addresses.find(({ address }) => address === "::1");
  deepEqual([family, netmask, broadcast], [PF_INET6, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null]);
});

test("what getInterfaces told is the script's own", () => {
  const [first] = Socket.getInterfaces();
  first.name = "changed";
  first.addresses.length = 0;
  ok(Socket.getInterfaces().every(({ name }) => name !== "changed"));
});

test("getInterfaces leaves nothing open", () => {
  expectNoLeak(() => Socket.getInterfaces());
});

done();
