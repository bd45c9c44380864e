"use strict";

// Random schedules of calls that are awaited and calls that are not, of aborts, time limits, closes and peers that vanish, against models of what
// must arrive: `schedules.js [steps] [seed] [trace]`. Ends with exit status 1 when something did not hold, and then tells the seed with which
// it happens again, as far as the system's own timing allows. What hangs does not end.

const { argumentsGiven, print, fail, collect, whenSettled, openDescriptors, leftOpen } = require("./host.js");
const { Random } = require("./random.js");
const { turn } = require("./promised.js");
const { Connection } = require("./streams.js");
const { Letters } = require("./letters.js");
const { Arrivals } = require("./arrivals.js");

const steps = Number(argumentsGiven[0] ?? 8000);
const seed = Number(argumentsGiven[1] ?? Math.floor(Math.random() * 2 ** 32));
const isTraced = argumentsGiven[2] === "trace";

const STEPS = 80; // of one schedule
const AT_ONCE = 4; // schedules
const WARM_UP = 2000; // steps after which the host has opened what it opens by itself

const models = [[4, Connection], [3, Letters], [1, Arrivals]];
const problems = new Map(); // by what is wrong, whatever the figures: { text, count, seed }

/** Carries a schedule out. */
async function carryOut(ownSeed) {
  const random = new Random(ownSeed);
  const report = (text) => {
    const kind = text.replace(/\d+/g, "0");
    if (!problems.has(kind)) problems.set(kind, { text, count: 0, seed: ownSeed });
    problems.get(kind).count += 1;
  };
  const Model = random.weighted(models);
  const schedule = new Model(random, report);
  if (isTraced) print(`${ownSeed} ${schedule.kind}`);
  for (let step = 0; step < STEPS; step += 1) {
    schedule.step();
    // Several in one turn, several in one callback, or the loop turns in between.
    const pause = random.below(4);
    if (pause === 0) await undefined;
    if (pause === 1) await turn(random);
  }
  await schedule.finish();
  if (isTraced) print(`${ownSeed} over`);
}

async function run(count, random) {
  for (let done = 0; done < count; done += AT_ONCE * STEPS) {
    await Promise.all(Array.from({ length: AT_ONCE }, () => carryOut(random.below(2 ** 32))));
    if (done % 8000 === 0) collect(true);
  }
}

const settled = () => new Promise((resolve) => whenSettled(resolve));

async function main() {
  const random = new Random(seed);
  await run(WARM_UP, random);
  await settled();
  const before = openDescriptors();
  await run(steps - WARM_UP, random);
  await settled();
  const left = leftOpen(before);
  if (left > 0) problems.set("left", { text: `${left} descriptors were left open`, count: 1, seed });
  for (const { text, count, seed: ownSeed } of problems.values()) print(`${text} (${count} times, first in the schedule ${ownSeed})`);
  print(`${steps} steps with the seed ${seed}: ${problems.size === 0 ? "all held" : `${problems.size} things did not hold`}`);
  if (problems.size > 0) fail();
}

if (argumentsGiven[0] === "only") carryOut(seed).then(() => print(JSON.stringify([...problems.values()])));
else main();
