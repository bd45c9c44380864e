// What the JavaScript programs share, in every host: arguments, the clock, and one way to report.
"use strict";

/** The program's own arguments. */
exports.words = typeof system === "object" ? system.args.slice(1) : process.argv.slice(2);

const report = (from, count) => console.log(((performance.now() - from) * 1e6 / count).toFixed(1));

const warmUp = 500; // milliseconds, by when an engine that compiles in the background has done so

/** Runs a quarter as often as the warm-up takes, then prints the nanoseconds that one of `count` took. */
exports.measure = (count, run) => {
  for (const end = performance.now() + warmUp; performance.now() < end;) run(count / 4);
  const from = performance.now();
  run(count);
  report(from, count);
};

/** The same for asynchronous functions. */
exports.measureAsync = async (count, run) => {
  for (const end = performance.now() + warmUp; performance.now() < end;) await run(count / 4);
  const from = performance.now();
  await run(count);
  report(from, count);
};
