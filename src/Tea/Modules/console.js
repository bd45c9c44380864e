// The global `console`: log, info and debug go to stdout, warn, error and trace to stderr.
(function (host) {
  "use strict";

  const { inspect, stdout, stderr } = host;

  /** Puts values into the places that a format string has for them; the rest follows behind spaces. */
  function format(first, ...rest) {
    if (typeof first !== "string") return [first, ...rest].map((value) => inspect(value)).join(" ");
    const text = first.replace(/%[sdifjoOc%]/g, (place) => {
      if (place === "%%") return "%";
      if (rest.length === 0) return place;
      const value = rest.shift();
      switch (place) {
        case "%d": return String(Number(value));
        case "%i": return String(parseInt(value, 10));
        case "%f": return String(parseFloat(value));
        case "%j": return JSON.stringify(value);
        case "%c": return "";
        case "%s": return inspect(value);
        default: return inspect(value, 1);
      }
    });
    return [text, ...rest.map((value) => inspect(value))].join(" ");
  }

  const out = (...values) => stdout.writeLine(values.length === 0 ? "" : format(...values));
  const err = (...values) => stderr.writeLine(values.length === 0 ? "" : format(...values));
  const timers = new Map();
  const elapsed = (label) => `${label}: ${Date.now() - (timers.get(label) ?? Date.now())}ms`;

  const engines = globalThis.console; // what a debugger shows; of no use without one
  const console = globalThis.console = {
    log: out, info: out, debug: out, warn: err, error: err,
    trace: (...values) => err(`Trace: ${format(...values)}\n${new Error().stack.split("\n").slice(2).join("\n")}`),
    assert: (condition, ...values) => { if (!condition) err(...(values.length === 0 ? ["Assertion failed"] : ["Assertion failed:", ...values])); },
    dir: (value) => out(inspect(value, 1)),
    time: (label = "default") => { timers.set(label, Date.now()); },
    timeLog: (label = "default") => out(elapsed(label)),
    timeEnd: (label = "default") => { out(elapsed(label)); timers.delete(label); },
  };

  if (host.isInspected) {
    for (const [name, own] of Object.entries(console)) {
      console[name] = (...values) => {
        engines[name]?.(...values);
        own(...values);
      };
    }
  }
})
