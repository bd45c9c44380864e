"use strict";

// The fuzzer of calls: `calls.js [steps] [seed] [trace]`. Ends with exit status 1 when something did not hold, and then tells
// the seed with which it happens again. With "trace" each step is told before it is made: the last one is what crashed.

const { argumentsGiven, print, fail, collect, whenSettled, openDescriptors, leftOpen } = require("./host.js");
const { Random } = require("./random.js");
const { Pool } = require("./pool.js");
const { Received, Trial } = require("./trial.js");
const { operations } = require("./operations.js");

const steps = Number(argumentsGiven[0] ?? 20000);
const seed = Number(argumentsGiven[1] ?? Math.floor(Math.random() * 2 ** 32));
const isTraced = argumentsGiven[2] === "trace";

const WARM_UP = 300; // steps after which the host has opened what it opens by itself
const problems = new Map(); // by what is wrong, whatever the figures: { text, count, step }

function run(from, to, random) {
  const pool = new Pool();
  const received = new Received();
  const known = [];
  for (let step = from; step < to; step += 1) {
    const operation = random.weighted(operations);
    if (isTraced) print(`${step} ${operation.name}`);
    const report = (problem) => {
      const text = `${operation.name}: ${problem}`;
      const kind = text.replace(/\d+/g, "0");
      if (!problems.has(kind)) problems.set(kind, { text, count: 0, step });
      problems.get(kind).count += 1;
    };
    const trial = new Trial({ random, pool, received, known, report });
    operation(trial);
    trial.finish();
    pool.mend();
    if (step % 500 === 0) collect(step % 10000 !== 0);
  }
  pool.close();
}

const random = new Random(seed);
run(0, WARM_UP, random);
whenSettled(() => {
  const before = openDescriptors();
  run(WARM_UP, steps, random);
  whenSettled(() => {
    const left = leftOpen(before);
    if (left > 0) problems.set("left", { text: `${left} descriptors were left open`, count: 1, step: steps });
    for (const { text, count, step } of problems.values()) print(`${text} (${count} times, first in step ${step})`);
    print(`${steps} steps with the seed ${seed}: ${problems.size === 0 ? "all held" : `${problems.size} things did not hold`}`);
    if (problems.size > 0) fail();
  });
});
