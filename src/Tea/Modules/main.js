// Modules, exit, and the way from the script to the process's exit status.
(function (host) {
  "use strict";

  // ---- modules -------------------------------------------------------------------------------------------------

  const cache = Object.create(null); // modules by the paths of their files

  const builtIns = Object.assign(Object.create(null), {
    socket: () => host.socket,
    teasocket: () => host.socket, // its name in npm, so that the same program runs here
    binary: () => ({ Buffer: host.Buffer }),
    system: () => globalThis.system,
    eventloop: () => load("tea:eventloop.js", () => host.eventLoop()).exports,
  });

  /** Calls a function of the host that leaves what went wrong in host.failure. */
  function attempt(name, ...args) {
    host.failure = undefined;
    const result = host[name](...args);
    if (host.failure === undefined) return result;
    const details = host.failure;
    const found = /^(\w*Error): (.*)/.exec(details);
    if (found === null) throw new Error(details);
    // The engine's details name the place of a syntax error, which its stack does not.
    throw Object.assign(new (globalThis[found[1]] ?? Error)(found[2]), { stack: details });
  }

  /** The module of a file, run on the first time. A cycle sees the exports made so far. */
  function load(path, read = () => attempt("readFile", path)) {
    const known = cache[path];
    if (known !== undefined) return known;
    const module = cache[path] = { id: path, filename: path, exports: {}, loaded: false };
    try {
      run(module, read());
      module.loaded = true;
    } catch (error) {
      delete cache[path];
      throw error;
    }
    return module;
  }

  function run(module, code) {
    const path = module.filename;
    if (path.endsWith(".json")) {
      module.exports = JSON.parse(code);
    } else if (path.endsWith(".mjs")) {
      throw Object.assign(new Error(`${path} is an ES module: import it, or run it as the script`), { code: "ERR_REQUIRE_ESM" });
    } else {
      const directory = directoryOf(path);
      attempt("compile", path, code).call(module.exports, module.exports, makeRequire(directory), module, path, directory);
    }
  }

  const directoryOf = (path) => path.replace(/[\\/][^\\/]*$/, "") || "/";

  function makeRequire(directory) {
    /**
     * @param {string} id a built-in name, "./relative", an absolute path, or a name to look up in the search path
     * @returns {*} the module's exports
     */
    function require(id) {
      if (typeof id === "string" && id in builtIns) return builtIns[id]();
      return load(require.resolve(id)).exports;
    }
    require.resolve = (id) => {
      if (typeof id !== "string") throw new TypeError(`The "id" argument must be of type string. Received ${typeof id}`);
      const path = id in builtIns ? id : host.resolve(id, directory);
      if (path !== undefined) return path;
      throw Object.assign(new Error(`Cannot find module '${id}' from ${directory}`), { code: "MODULE_NOT_FOUND" });
    };
    return Object.assign(require, { cache, paths: host.searchPath, main: mainModule });
  }

  // ---- exit ----------------------------------------------------------------------------------------------------

  const exitListeners = [];

  /** Calls what onexit() was given; returns the status, 1 if one of them failed. */
  function finish(status) {
    while (exitListeners.length > 0) {
      try {
        exitListeners.shift()();
      } catch (error) {
        report(error);
        status = 1;
      }
    }
    return status;
  }

  /** Ends the process. @param {number} [code] the exit status, 0–255 */
  globalThis.exit = (code = 0) => {
    const status = Number(code);
    if (!Number.isInteger(status) || status < 0 || status > 255) {
      throw new RangeError(`The "code" argument must be >= 0 and <= 255. Received ${String(code)}`);
    }
    host.exit(finish(status));
  };

  /** Has a function called when the process exits. @param {function()} listener */
  globalThis.onexit = (listener) => {
    if (typeof listener !== "function") throw new TypeError(`The "listener" argument must be a function. Received ${typeof listener}`);
    exitListeners.push(listener);
  };

  // ---- errors --------------------------------------------------------------------------------------------------

  /** Prints an error that nobody caught. */
  function report(error) {
    const stack = error !== null && typeof error === "object" && typeof error.stack === "string" ? error.stack : `Uncaught ${String(error)}`;
    const frames = stack.split("\n").filter((line) => !/^\s+at .*tea:main\.js:/.test(line));
    system.stderr.writeLine(withoutWrapper(frames.join("\n")));
  }

  /** What stands in front of a module's code moves the columns of its first line. */
  const withoutWrapper = (text) => Object.keys(cache).reduce((stack, path) => {
    const place = `${path}:1:`;
    const [before, ...behind] = stack.split(place);
    const shifted = behind.map((rest) => rest.replace(/^\d+/, (column) => Math.max(1, column - host.columnShift)));
    return [before, ...shifted].join(place);
  }, text);

  // ---- the script ----------------------------------------------------------------------------------------------

  let mainModule;
  globalThis.require = makeRequire(system.getcwd()); // for ES modules; CommonJS modules get one of their own

  /**
   * @param {string} path the script's absolute path
   * @param {string} [code] what to run in its stead
   * @returns {number} the exit status
   */
  return function (path, code) {
    let status = 0;
    try {
      if (path.endsWith(".mjs") && code === undefined) {
        attempt("importModule", path, attempt("readFile", path));
      } else {
        mainModule = cache[path] = { id: ".", filename: path, exports: {}, loaded: false };
        run(mainModule, code ?? attempt("readFile", path));
        mainModule.loaded = true;
      }
    } catch (error) {
      report(error);
      status = 1;
    }
    return finish(status);
  };
})
