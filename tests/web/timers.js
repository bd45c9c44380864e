"use strict";

// The order of what is called, where the web leaves no choice and no time matters.

const print = (text) => console.log(text);
queueMicrotask(() => print("microtask 1"));
Promise.resolve().then(() => { print("promise 1"); queueMicrotask(() => print("microtask 3")); });
queueMicrotask(() => { print("microtask 2"); Promise.resolve().then(() => print("promise 2")); });
clearTimeout(setTimeout(() => print("cleared"), 1));
clearImmediate(setImmediate(() => print("cleared")));
setTimeout((...args) => {
  print(`timeout ${args}`);
  queueMicrotask(() => print("its microtask"));
  setImmediate(() => { print("its immediate"); repeat(); });
}, 1, "a", "b");

function repeat() {
  let count = 0;
  const id = setInterval(() => {
    print(`interval ${count += 1}`);
    queueMicrotask(() => print("its microtask"));
    if (count < 3) return;
    clearInterval(id);
    setTimeout(() => print("end"), 5);
  }, 2);
}
print("script");
