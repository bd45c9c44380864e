// How values are shown: by the console, and in the report of an error that nobody caught. It never throws, whatever a script has made
// of the value: what cannot be looked at says so.
(function (host) {
  "use strict";

  // As they are before a script can replace or delete them.
  const { Array, ArrayBuffer, DataView, Date, Error, JSON, Map, Math, Number, Object, RegExp, Set, String } = globalThis;
  const { Buffer } = host;
  const LINE = 72; // a value that fits is shown on one line
  const ITEMS = 100; // of arrays, maps and sets
  const CUSTOM = Symbol.for("nodejs.util.inspect.custom"); // what shows itself, as in Node
  const DEPTH = 2;
  const CAUSES = 20; // of a chain

  // Node's colours, by what is shown: the codes that begin and end them.
  const colours = {
    string: [32, 39], symbol: [32, 39], number: [33, 39], bigint: [33, 39], boolean: [33, 39], undefined: [90, 39], null: [1, 22],
    function: [36, 39], special: [36, 39], date: [35, 39], regexp: [31, 39],
  };
  const escapes = /\u001b\[\d+m/g;
  let isColoured = false;

  const paint = (kind, text) => isColoured && kind in colours ? `\u001b[${colours[kind][0]}m${text}\u001b[${colours[kind][1]}m` : text;

  const quote = (text) => `'${JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;

  /**
   * Shows any value, as Node's console does, in less detail.
   * @param {*} value
   * @param {number} [depth=0] how deep it stands in another; a string that stands in none is shown as it is
   * @param {object[]} [seen] what it stands in
   * @returns {string}
   */
  function inspect(value, depth = 0, seen = []) {
    try {
      switch (typeof value) {
        case "string": return depth === 0 ? value : paint("string", quote(value));
        case "bigint": return paint("bigint", `${value}n`);
        case "symbol": return paint("symbol", value.toString());
        case "function": return paint("function", `[${/^class\b/.test(value) ? "class" : "Function"}: ${value.name || "(anonymous)"}]`);
        case "object": return value === null ? paint("null", "null") : inspectObject(value, depth, seen);
        default: return paint(typeof value, Object.is(value, -0) ? "-0" : String(value));
      }
    } catch {
      return isError(value) ? stackOf(value) : `[${typeof value} that cannot be shown]`;
    }
  }

  function inspectObject(value, depth, seen) {
    if (seen.includes(value)) return paint("special", "[Circular]");
    const own = value[CUSTOM];
    if (typeof own === "function") return String(own.call(value, DEPTH - depth, {}, inspect));
    if (value instanceof Error && seen.length < CAUSES) return inspectError(value, depth, seen);
    if (value instanceof Date) return paint("date", Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString());
    if (value instanceof RegExp) return paint("regexp", String(value));
    const name = nameOf(value);
    if (depth > DEPTH) return paint("special", Array.isArray(value) ? "[Array]" : `[${name}]`);
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

  const nameOf = (value) => (Object.getPrototypeOf(value) === null ? "[Object: null prototype]" : value.constructor?.name ?? "Object");

  /** The stack, and behind it what else the error carries: its own properties, its cause, and the errors of an AggregateError. */
  function inspectError(error, depth, seen) {
    const inner = [...seen, error];
    // A chain of causes is not cut where an object would be.
    const show = (item) => inspect(item, item instanceof Error ? Math.max(depth, 1) : depth + 1, inner);
    const details = properties(error, show);
    for (const key of ["cause", "errors"]) {
      const property = Object.getOwnPropertyDescriptor(error, key);
      if (property && !property.enumerable && "value" in property) {
        details.push(`[${key}]: ${Array.isArray(property.value) ? enclose("[", items(property.value, show), "]") : show(property.value)}`);
      }
    }
    const head = stackOf(error);
    return details.length === 0 || depth > DEPTH ? head : `${head} ${enclose("{", details, "}", 0)}`;
  }

  /** Whether it is an error; false for a proxy that does not let itself be asked. */
  function isError(value) {
    try {
      return value instanceof Error;
    } catch {
      return false;
    }
  }

  const ownFrame = /^\s+at .*(tea:\w+\.js:|FastHostFunction\.<anonymous> \(<anonymous>\)|V8ScriptEngine \[internal\]:)/;

  /** Leaves out the runner's own functions, and puts the columns right that the code in front of a module has moved, but for a place in a message. */
  const ofTheScript = (stack) => host.wrapped().reduce((text, path) => {
    const place = `${path}:1:`;
    const [before, ...behind] = text.split(place);
    return [before, ...behind.map((rest) => rest.replace(/^\d+(?![\d:])/, (column) => Math.max(1, column - host.columnShift)))].join(place);
  }, stack.split("\n").filter((line) => !ownFrame.test(line)).join("\n"));

  /** The stack of an error; its name and message where it has none, or throws when it is asked. */
  function stackOf(error) {
    let stack;
    try {
      stack = error.stack;
      if (typeof stack === "string" && stack !== "") return ofTheScript(stack);
    } catch {
      if (typeof stack === "string") return stack; // whole, then: a builtin was replaced
    }
    try {
      return `[${Error.prototype.toString.call(error)}]`;
    } catch {
      return "[Error that cannot be shown]";
    }
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
    return `${/^[\w$]+$/.test(key) ? key : paint("string", quote(key))}: ${get ? paint("special", "[Getter]") : show(value)}`;
  });

  function enclose(open, parts, close, length = LINE) {
    if (parts.length === 0) return open + close;
    const line = `${open} ${parts.join(", ")} ${close}`;
    const width = isColoured ? line.replace(escapes, "").length : line.length;
    if (width <= length && !line.includes("\n")) return line;
    return `${open}\n${parts.map((part) => `  ${part.replace(/\n/g, "\n  ")}`).join(",\n")}\n${close}`;
  }

  /** Shows the result of what was typed: a string in quotes. @param {boolean} inColour with the escapes of terminals */
  function inspectResult(value, inColour) {
    isColoured = inColour;
    try {
      return inspect(value, typeof value === "string" ? 1 : 0);
    } finally {
      isColoured = false;
    }
  }

  Object.assign(host, { inspect, inspectResult, isError });
})
