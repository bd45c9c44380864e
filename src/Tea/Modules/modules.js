// Modules: require for CommonJS, and what import does. Where the files are, C# finds out.
(function (host) {
  "use strict";

  // As they are before a script can replace them.
  const { Error, JSON: { parse: parseJson }, SyntaxError, TypeError } = globalThis;
  const { apply, defineProperty, OwnMap } = host.safe;
  const { keys } = Object;

  // ModuleFormat
  const STANDARD = 1;
  const JSON_TEXT = 2;
  const UNSAID = 3;

  const cache = Object.create(null); // modules by the paths of their files
  const namespaces = new OwnMap(); // of ES modules that were required, by their paths
  const imports = new OwnMap(); // promises of namespaces, by what import() finds
  let eventLoop; // the module
  let tls;
  let binary;
  let mainModule;

  const builtIns = Object.assign(Object.create(null), {
    socket: () => host.socket,
    teasocket: () => host.socket, // its name in npm, so that the same program runs here
    binary: () => binary ??= { Buffer: host.Buffer },
    system: () => globalThis.system,
    tls: () => tls ??= host.evaluateFace("tls.js")(host),
    eventloop: () => eventLoop ??= host.evaluate("eventloop.js")(host),
  });

  let failure;
  host.fail = (error, details) => {
    failure = { error, details };
  };

  /** Calls a function of the host that tells host.fail what went wrong: an error that passed through C# would lose its place. */
  function attempt(name, ...args) {
    failure = undefined;
    const result = apply(host[name], host, args);
    if (failure === undefined) return result;
    const { error, details } = failure;
    // The engine's details name the place of a syntax error, which its stack does not.
    if (details !== undefined && error instanceof SyntaxError) add(error, "stack", details, false);
    throw error;
  }

  const add = (object, name, value, enumerable = true) =>
    defineProperty(object, name, { __proto__: null, value, writable: true, enumerable, configurable: true });

  const withCode = (error, code) => add(error, "code", code) && error;

  /** The text of a file. */
  const read = (path) => attempt("readFile", path);
  host.failWithCode = (message, code) => host.fail(withCode(new Error(message), code));

  // ---- CommonJS ------------------------------------------------------------------------------------------------

  /** The exports of a file, which is run on the first time. A cycle sees those made so far. */
  function load(path) {
    const known = cache[path];
    if (known !== undefined) return known.exports;
    const format = attempt("formatOf", path);
    if (format === STANDARD) return requireStandard(path);
    const module = newModule(path, path);
    try {
      if (fill(module, format)) return module.exports;
      delete cache[path];
      return requireStandard(path);
    } catch (error) {
      delete cache[path];
      throw error;
    }
  }

  /** Gives a module what its file exports. @returns {boolean} false if that turns out to be an ES module */
  function fill(module, format) {
    const path = module.filename;
    const code = read(path);
    if (format === JSON_TEXT) {
      module.exports = parse(path, code);
    } else {
      const body = compile(path, code, format);
      if (body === undefined) return false;
      run(module, body);
    }
    return module.loaded = true;
  }

  const newModule = (path, id) => cache[path] = { id, filename: path, exports: {}, loaded: false };

  /** The function of a file, or undefined if it turns out to be an ES module. */
  function compile(path, code, format) {
    try {
      return attempt("compile", path, code);
    } catch (error) {
      if (format === UNSAID && error instanceof SyntaxError && host.isStandard(code)) return undefined;
      throw error;
    }
  }

  function run(module, body) {
    const path = module.filename;
    const directory = host.directoryOf(path);
    const require = makeRequire(directory, path);
    if (module === mainModule) host.awaitDebugger(); // it stops at the next function
    apply(body, module.exports, [module.exports, require, module, path, directory]);
  }

  function parse(path, code) {
    try {
      return parseJson(code);
    } catch (error) {
      const place = host.jsonPlace(code);
      throw new SyntaxError(`${path}${place === undefined ? "" : `:${place}`}: ${error.message}`);
    }
  }

  /** The namespace of an ES module, which must not await anything. */
  function requireStandard(path) {
    const known = namespaces.get(path);
    if (known !== undefined) return known;
    let namespace;
    const evaluated = attempt("importModule", path, path, (exports) => {
      namespace = exports;
    });
    if (namespace === undefined) {
      ignore(evaluated);
      throw withCode(new Error(`${path} awaits at its top level, and cannot be required: use import()`), "ERR_REQUIRE_ASYNC_MODULE");
    }
    namespaces.set(path, namespace);
    return namespace;
  }

  /** Whatever becomes of a promise, somebody has been told of it. */
  async function ignore(promise) {
    try {
      await promise;
    } catch {
      // that it cannot be required
    }
  }

  function makeRequire(directory, path) {
    /**
     * @param {string} id a built-in name, "./relative", an absolute path, a package, or a name to look up in the search path
     * @returns {*} the module's exports
     */
    function require(id) {
      const found = resolve(id);
      return found in builtIns ? builtIns[found]() : load(found);
    }
    const resolve = (id) => {
      if (typeof id !== "string") {
        throw withCode(new TypeError(`The "id" argument must be of type string. Received ${id === null ? "null" : typeof id}`), "ERR_INVALID_ARG_TYPE");
      }
      return attempt("resolve", id, directory, path ?? "");
    };
    add(require, "resolve", resolve);
    add(require, "cache", cache);
    add(require, "paths", host.searchPath);
    add(require, "main", mainModule);
    return require;
  }

  // ---- import --------------------------------------------------------------------------------------------------

  /**
   * Evaluates an ES module, and those that it imports. The engine's own way would resolve import() before the module has ended,
   * whether or not it fails.
   * @param {string} id what it is found with
   * @param {string} path the file of the module that imports it
   * @returns {Promise<object>} its namespace
   */
  async function importModule(id, path) {
    let namespace;
    const evaluated = attempt("importModule", id, path, (exports) => {
      namespace = exports;
    });
    if (namespace === undefined) await evaluated;
    return namespace;
  }

  function importOnce(id, path) {
    const found = attempt("findModule", id, path);
    const known = imports.get(found);
    if (known !== undefined) return known;
    const namespace = importModule(id, path);
    imports.set(found, namespace);
    return namespace;
  }

  /** What import() of a module resolves with: a thenable, so that the promise takes over what importModule says. */
  host.importLater = (id, path) => async (resolve, reject) => {
    try {
      resolve(await importOnce(id, path));
    } catch (error) {
      reject(error);
    }
  };

  // ---- the script ----------------------------------------------------------------------------------------------

  globalThis.require = makeRequire(host.directory); // for ES modules; CommonJS modules get one of their own

  Object.assign(host, {
    // For what is imported and is no ES module: the exports of a built-in module or of a file, and one of them by its name.
    requireBuiltIn: (id) => builtIns[id](),
    requireFile: load,
    member(exports, name) {
      try {
        return exports[name];
      } catch {
        return undefined; // as in Node
      }
    },

    /** What import.meta.resolve is in a file. */
    resolverFor: (path) => (specifier) => attempt("resolveUrl", `${specifier}`, path),

    /** The files whose code has the wrapper in front. */
    wrapped: () => keys(cache),

    /** Runs code that stands in no file. */
    runScript(path, code) {
      mainModule = newModule(path, ".");
      run(mainModule, attempt("compile", path, code));
      mainModule.loaded = true;
    },

    /** Runs the script's file. @returns {Promise|undefined} a promise if it is an ES module, of its end */
    runFile(path) {
      const format = attempt("formatOf", path);
      if (format !== STANDARD) {
        mainModule = newModule(path, ".");
        if (fill(mainModule, format)) return undefined;
        delete cache[path];
        mainModule = undefined;
      }
      return importModule(path, path);
    },

    /** Makes globals of what a module has: for code that has no function around it. */
    defineModule(path) {
      Object.assign(globalThis, { module: { exports: {} }, exports: {}, __filename: path, __dirname: host.directoryOf(path) });
    },

    /** Runs such code. @returns {*} its value */
    evaluateCodeOf: (path, code) => attempt("evaluateCode", path, code),

    /** Runs code as -p does. @returns {*} its value */
    evaluateScript(path, code) {
      host.defineModule(path);
      return host.evaluateCodeOf(path, code);
    },

    builtInNames: () => keys(builtIns),

    /** The file of the script, which is found as a module is. */
    findScript(path) {
      const found = attempt("findFile", path);
      if (found !== undefined) return found;
      const reason = host.isDirectory(path) ? " (a directory without an index.js)" : "";
      throw withCode(new Error(`Cannot find module '${path}'${reason}`), "MODULE_NOT_FOUND");
    },
  });
})
