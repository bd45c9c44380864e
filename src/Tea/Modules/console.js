// The global `console`: log, info and debug go to stdout, warn, error and trace to stderr.
(function () {
  "use strict";

  const LINE = 72; // a value that fits is shown on one line
  const ITEMS = 100; // of arrays, maps and sets
  const DEPTH = 2;

  const quote = (text) => `'${JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;

  /** Shows any value, as Node's console does, in less detail. */
  function inspect(value, depth = 0, seen = []) {
    switch (typeof value) {
      case "string": return depth === 0 ? value : quote(value);
      case "bigint": return `${value}n`;
      case "symbol": return value.toString();
      case "function": return `[${/^class\b/.test(value) ? "class" : "Function"}: ${value.name || "(anonymous)"}]`;
      case "object": return value === null ? "null" : inspectObject(value, depth, seen);
      default: return Object.is(value, -0) ? "-0" : String(value);
    }
  }

  function inspectObject(value, depth, seen) {
    if (value instanceof Error) return inspectError(value, depth, seen);
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
    if (value instanceof RegExp) return String(value);
    if (seen.includes(value)) return "[Circular]";
    const name = value.constructor?.name ?? "Object";
    if (depth > DEPTH) return Array.isArray(value) ? "[Array]" : `[${name}]`;
    const inner = [...seen, value];
    const show = (item) => inspect(item, depth + 1, inner);
    if (Buffer.isBuffer(value)) return `<Buffer${Array.from(value.subarray(0, 50), (byte) => ` ${byte.toString(16).padStart(2, "0")}`).join("")}${value.length > 50 ? " …" : ""}>`;
    if (Array.isArray(value) || ArrayBuffer.isView(value) && !(value instanceof DataView)) {
      const prefix = Array.isArray(value) ? "" : `${name}(${value.length}) `;
      return prefix + enclose("[", items(value, show), "]");
    }
    if (value instanceof Map) return `Map(${value.size}) ${enclose("{", items(value, ([k, v]) => `${show(k)} => ${show(v)}`), "}")}`;
    if (value instanceof Set) return `Set(${value.size}) ${enclose("{", items(value, show), "}")}`;
    return (name === "Object" ? "" : `${name} `) + enclose("{", properties(value, show), "}");
  }

  function inspectError(error, depth, seen) {
    const stack = typeof error.stack === "string" ? error.stack : String(error);
    const details = properties(error, (item) => inspect(item, depth + 1, [...seen, error]));
    return details.length === 0 || depth > DEPTH ? stack : `${stack} ${enclose("{", details, "}")}`;
  }

  function items(iterable, show) {
    const shown = [];
    let left = 0;
    if (Array.isArray(iterable)) {
      for (let i = 0; i < Math.min(iterable.length, ITEMS); i++) shown.push(i in iterable ? show(iterable[i]) : "<empty>");
      left = iterable.length - shown.length;
    } else {
      for (const item of iterable) {
        if (shown.length < ITEMS) shown.push(show(item)); else left++;
      }
    }
    return left > 0 ? [...shown, `... ${left} more`] : shown;
  }

  const properties = (object, show) => Object.keys(object).map((key) => {
    const { get, value } = Object.getOwnPropertyDescriptor(object, key);
    return `${/^[\w$]+$/.test(key) ? key : quote(key)}: ${get ? "[Getter]" : show(value)}`;
  });

  function enclose(open, parts, close) {
    if (parts.length === 0) return open + close;
    const line = `${open} ${parts.join(", ")} ${close}`;
    if (line.length <= LINE && !line.includes("\n")) return line;
    return `${open}\n${parts.map((part) => `  ${part.replace(/\n/g, "\n  ")}`).join(",\n")}\n${close}`;
  }

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

  const out = (...values) => system.stdout.writeLine(values.length === 0 ? "" : format(...values));
  const err = (...values) => system.stderr.writeLine(values.length === 0 ? "" : format(...values));
  const timers = new Map();
  const elapsed = (label) => `${label}: ${Date.now() - (timers.get(label) ?? Date.now())}ms`;

  // ClearScript defines no console of its own unless a debugger is attached.
  globalThis.console = {
    log: out, info: out, debug: out, warn: err, error: err,
    trace: (...values) => err(`Trace: ${format(...values)}\n${new Error().stack.split("\n").slice(2).join("\n")}`),
    assert: (condition, ...values) => { if (!condition) err(...(values.length === 0 ? ["Assertion failed"] : ["Assertion failed:", ...values])); },
    dir: (value) => out(inspect(value, 1)),
    time: (label = "default") => { timers.set(label, Date.now()); },
    timeLog: (label = "default") => out(elapsed(label)),
    timeEnd: (label = "default") => { out(elapsed(label)); timers.delete(label); },
  };
})
