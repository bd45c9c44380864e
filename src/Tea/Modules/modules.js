// Modules: require for CommonJS, and what import does.
(function (host) {
  "use strict";

  const cache = Object.create(null); // modules by the paths of their files
  const imports = new Map(); // promises of namespaces, by what their modules are found with
  let eventLoop; // the module
  let tls;
  let mainModule;

  const builtIns = Object.assign(Object.create(null), {
    socket: () => host.socket,
    teasocket: () => host.socket, // its name in npm, so that the same program runs here
    binary: () => ({ Buffer: host.Buffer }),
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
    const result = host[name](...args);
    if (failure === undefined) return result;
    const { error, details } = failure;
    // The engine's details name the place of a syntax error, which its stack does not.
    if (details !== undefined && error instanceof SyntaxError) Object.defineProperty(error, "stack", { value: details });
    throw error;
  }

  const withCode = (error, code) => Object.assign(error, { code });

  /** The text of a file. */
  const read = (path) => attempt("readFile", path);
  host.failToRead = (message, code) => host.fail(withCode(new Error(message), code));

  // ---- CommonJS ------------------------------------------------------------------------------------------------

  /** The module of a file, run on the first time. A cycle sees the exports made so far. */
  function load(path) {
    const known = cache[path];
    if (known !== undefined) return known;
    const module = cache[path] = { id: path, filename: path, exports: {}, loaded: false };
    try {
      run(module, read(path));
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
      module.exports = parse(path, code);
    } else if (path.endsWith(".mjs")) {
      throw withCode(new Error(`${path} is an ES module: import it, or run it as the script`), "ERR_REQUIRE_ESM");
    } else {
      const directory = directoryOf(path);
      const body = attempt("compile", path, code);
      const require = makeRequire(directory, path);
      if (module === mainModule) host.awaitDebugger(); // it stops at the next function
      body.call(module.exports, module.exports, require, module, path, directory);
    }
  }

  function parse(path, code) {
    try {
      return JSON.parse(code);
    } catch (error) {
      error.message = `${path}: ${error.message}`;
      throw error;
    }
  }

  const directoryOf = (path) => path.replace(/[\\/][^\\/]*$/, "") || "/";

  function makeRequire(directory, path) {
    /**
     * @param {string} id a built-in name, "./relative", an absolute path, or a name to look up in the search path
     * @returns {*} the module's exports
     */
    function require(id) {
      if (typeof id === "string" && id in builtIns) return builtIns[id]();
      return load(require.resolve(id)).exports;
    }
    require.resolve = (id) => {
      if (typeof id !== "string") {
        throw withCode(new TypeError(`The "id" argument must be of type string. Received ${id === null ? "null" : typeof id}`), "ERR_INVALID_ARG_TYPE");
      }
      const found = id in builtIns ? id : host.resolve(id, directory);
      if (found !== undefined) return found;
      throw notFound(id, path === undefined ? `from ${directory}` : `required from ${path}`, "MODULE_NOT_FOUND");
    };
    return Object.assign(require, { cache, paths: host.searchPath, main: mainModule });
  }

  const notFound = (id, whence, code) => withCode(new Error(`Cannot find module '${id}' ${whence}`.trimEnd()), code);

  // ---- import --------------------------------------------------------------------------------------------------

  /** Makes the error of an import that finds nothing. The loader throws it into the engine. */
  host.failToImport = (id, path) => host.fail(notFound(id, `imported from ${path}`, "ERR_MODULE_NOT_FOUND"));

  /**
   * Evaluates an ES module, and those that it imports. The engine's own way would resolve import() before the module has ended,
   * whether or not it fails.
   * @param {string} id what it is found with
   * @param {string} path the file of the module that imports it
   * @returns {Promise<object>} its namespace
   */
  function importModule(id, path) {
    const { promise, resolve, reject } = Promise.withResolvers();
    let namespace;
    try {
      const evaluated = attempt("importModule", id, path, (exports) => {
        namespace = exports;
      });
      if (evaluated instanceof Promise) evaluated.then(() => resolve(namespace), reject);
      else resolve(namespace);
    } catch (error) {
      reject(error);
    }
    return promise;
  }

  /** What import() of a module resolves with: a thenable, so that the promise takes over what importModule says. */
  host.importLater = (id, path) => (resolve, reject) => {
    const found = host.findModule(id, path);
    const namespace = imports.get(found) ?? importModule(id, path);
    if (found !== undefined) imports.set(found, namespace);
    namespace.then(resolve, reject);
  };

  // ---- the script ----------------------------------------------------------------------------------------------

  globalThis.require = makeRequire(host.directory); // for ES modules; CommonJS modules get one of their own

  Object.assign(host, {
    /** The exports of a built-in module, for import. */
    requireBuiltIn: (id) => builtIns[id](),

    /** The files whose code has the wrapper in front. */
    wrapped: () => Object.keys(cache),

    /** Runs the script, which throws what it throws. */
    runScript(path, code = read(path)) {
      mainModule = cache[path] = { id: ".", filename: path, exports: {}, loaded: false };
      run(mainModule, code);
      mainModule.loaded = true;
    },

    /** Makes globals of what a module has: for code that has no function around it. */
    defineModule(path) {
      Object.assign(globalThis, { module: { exports: {} }, exports: {}, __filename: path, __dirname: directoryOf(path) });
    },

    /** Runs such code. @returns {*} its value */
    evaluateCodeOf: (path, code) => attempt("evaluateCode", path, code),

    /** Runs code as -p does. @returns {*} its value */
    evaluateScript(path, code) {
      host.defineModule(path);
      return host.evaluateCodeOf(path, code);
    },

    builtInNames: () => Object.keys(builtIns),

    importScript: (path) => importModule(path, path),

    /** The file of the script, which is found as a module is. */
    findScript(path) {
      const found = host.resolve(path, host.directory);
      if (found !== undefined) return found;
      throw notFound(path, host.isDirectory(path) ? "(a directory without an index.js)" : "", "MODULE_NOT_FOUND");
    },
  });
})
