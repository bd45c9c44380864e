// The prompt: what was typed is run here, and here it is looked up what may be typed next.
(function (host, path) {
  "use strict";

  const { inspect, inspectResult, isError, stdout, stderr, socket } = host;
  const { defineProperty, getOwnPropertyDescriptor, getOwnPropertyNames, getPrototypeOf } = Object;
  const { define } = host.safe;
  const isIdentifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

  host.defineModule(path);
  for (const name of ["Socket", "Poller", "SocketError"]) define(globalThis, name, socket[name]);

  // ---- results -----------------------------------------------------------------------------------------------------

  let last; // what _ is until somebody makes it something else
  let isLastOwn = true;

  defineProperty(globalThis, "_", {
    get: () => last,
    set(value) {
      last = value;
      isLastOwn = false;
    },
    enumerable: false,
    configurable: true,
  });

  function show(value) {
    if (isLastOwn) last = value;
    const text = inspectResult(value, host.isColoured);
    host.endPromptLine();
    stdout.writeLine(text);
  }

  /** Shows an error that nobody caught. @param {string} [where] what stands behind "Uncaught" */
  function report(error, where = "") {
    let text;
    try {
      text = isError(error) ? inspect(error) : inspectResult(error, host.isColoured);
    } catch {
      text = "an error that cannot be shown";
    }
    host.endPromptLine();
    stderr.writeLine(`Uncaught${where} ${text}`);
  }

  /**
   * Runs what was typed, and shows its value.
   * @param {string} code
   * @param {boolean} isAwaited whether the code is a promise of an object with the value
   * @param {number} number of this run, which may be given up while it is waited for
   * @returns {boolean} whether it has ended; if not, host.promptSettled() is called when it has
   */
  function run(code, isAwaited, number) {
    host.promptBegins();
    let value;
    try {
      value = host.evaluateCodeOf(path, code);
    } catch (error) {
      if (!host.isPromptInterrupted()) report(error);
      return true;
    }
    if (host.isPromptInterrupted()) return true;
    if (!isAwaited) {
      show(value);
      return true;
    }
    const settle = (tell) => (outcome) => {
      if (!host.isCurrentRun(number)) return;
      tell(outcome);
      host.promptSettled();
    };
    value.then(settle((outcome) => show(outcome?.value)), settle(report));
    return false;
  }

  // ---- completion --------------------------------------------------------------------------------------------------

  const words = ["async", "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "export",
    "extends", "false", "finally", "for", "function", "if", "import", "in", "instanceof", "let", "new", "null", "of", "return", "static", "super",
    "switch", "this", "throw", "true", "try", "typeof", "undefined", "var", "void", "while", "with", "yield"];

  /** The value of a property, found without calling anything of the user's; the globals' own getters load what they name. */
  function valueOf(object, name) {
    for (let holder = Object(object); holder !== null; holder = getPrototypeOf(holder)) {
      const property = getOwnPropertyDescriptor(holder, name);
      if (property === undefined) continue;
      return property.get === undefined || holder === globalThis ? object[name] : undefined;
    }
    return undefined;
  }

  /** A class's or function's name, which may be made anything. */
  function nameOf(f) {
    const name = valueOf(f, "name");
    return typeof name === "string" && !/[\t\n]/.test(name) ? name : "";
  }

  /** What documentation calls a member: "Socket#accept", "Socket.select"; "" where there is none to ask for. */
  function titleOf(holder, name) {
    if (typeof holder === "function") return `${nameOf(holder)}.${name}`;
    const Class = getOwnPropertyDescriptor(holder, "constructor")?.value;
    if (typeof Class === "function" && Class.prototype === holder) return `${nameOf(Class)}#${name}`;
    const value = getOwnPropertyDescriptor(holder, name)?.value;
    return typeof value === "function" ? nameOf(value) : "";
  }

  function membersOf(object, start) {
    const found = new Map();
    for (let holder = Object(object); holder !== null; holder = getPrototypeOf(holder)) {
      if (holder === Object.prototype && start === "" && found.size > 0) break; // what everything has
      for (const name of getOwnPropertyNames(holder)) {
        if (name.startsWith(start) && !found.has(name) && isIdentifier.test(name)) found.set(name, titleOf(holder, name));
      }
    }
    return found;
  }

  function globalsOf(start) {
    const found = membersOf(globalThis, start);
    for (const word of words) if (start !== "" && word.startsWith(start) && !found.has(word)) found.set(word, "");
    return found;
  }

  /**
   * What may stand at the end of a text.
   * @param {string} text up to the cursor
   * @returns {string} lines: how much of the text is completed, then each word and what documentation calls it, behind a tab
   */
  function complete(text) {
    try {
      return find(text);
    } catch {
      return "0"; // a proxy may do anything
    }
  }

  function find(text) {
    let found;
    let start;
    const required = /(?:\brequire\(|\bfrom |\bimport\()(["'])([\w-]*)$/.exec(text);
    const chain = /([\p{ID_Start}$_][\p{ID_Continue}$]*(?:\??\.[\p{ID_Start}$_][\p{ID_Continue}$]*)*)(\??\.)([\p{ID_Continue}$]*)$/u.exec(text);
    if (required !== null) {
      [, , start] = required;
      found = new Map(host.builtInNames().filter((name) => name.startsWith(start)).map((name) => [name, ""]));
    } else if (chain !== null && !/[\p{ID_Continue}$.\])}"'\x60/]$/u.test(text.slice(0, chain.index))) {
      [, , , start] = chain;
      const value = chain[1].split(/\??\./).reduce((object, name) => object === undefined || object === null ? undefined : valueOf(object, name), globalThis);
      found = value === undefined || value === null ? new Map() : membersOf(value, start);
    } else {
      const word = /(?<![\p{ID_Continue}$.])[\p{ID_Start}$_][\p{ID_Continue}$]*$|(?<![\p{ID_Continue}$.\])"'\x60])$/u.exec(text);
      start = word?.[0] ?? "";
      found = word === null ? new Map() : globalsOf(start);
    }
    const names = [...found.keys()].sort((a, b) => a.startsWith("_") - b.startsWith("_") || (a < b ? -1 : 1));
    return [start.length, ...names.map((name) => `${name}\t${found.get(name)}`)].join("\n");
  }

  return { run, report, complete };
})
