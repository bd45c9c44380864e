// From the script to the process's exit status: how it ends, and the errors that nobody caught.
(function (host) {
  "use strict";

  const { report } = host;
  const FAILED = 1;
  const UNSETTLED = 13; // Node's status for a top-level await that never ends
  const CLOSED_PIPE = 141; // 128 + SIGPIPE, as a shell reports it

  // ---- exit ----------------------------------------------------------------------------------------------------

  const exitListeners = [];
  let called = 0; // of them

  /** Calls what onexit() was given; returns the status, 1 if one of them failed. */
  function finish(status) {
    while (called < exitListeners.length) {
      try {
        exitListeners[called++]();
      } catch (error) {
        report(error);
        status = FAILED;
      }
    }
    return status;
  }

  const end = (status) => host.exit(finish(status));

  let prompt; // while one is open

  /** Ends the process for an error that nobody caught, unless somebody sits in front of it. */
  function fail(error, where) {
    if (prompt !== undefined) {
      prompt.report(error, where);
      return;
    }
    report(error, where);
    end(FAILED);
  }

  host.uncaught = fail;

  /** Ends the process. @param {number} [code] the exit status, 0–255 */
  globalThis.exit = (code = 0) => {
    const status = Number(code);
    if (!Number.isInteger(status) || status < 0 || status > 255) {
      throw new RangeError(`The "code" argument must be >= 0 and <= 255. Received ${String(code)}`);
    }
    end(status);
  };

  /** Has a function called when the process exits. @param {function()} listener */
  globalThis.onexit = (listener) => {
    if (typeof listener !== "function") throw new TypeError(`The "listener" argument must be a function. Received ${typeof listener}`);
    exitListeners[exitListeners.length] = listener;
  };

  let isPipeClosed = false;
  host.endForClosedPipe = () => {
    if (isPipeClosed) return; // a listener of onexit writes, too
    isPipeClosed = true;
    end(CLOSED_PIPE);
  };

  // ---- promises ------------------------------------------------------------------------------------------------

  /** Ends the process if promises were rejected that nobody handles: to be called when no microtask is left. */
  function failForRejections() {
    let isFailed = false;
    while (host.takeRejection()) {
      if (prompt !== undefined) {
        prompt.report(host.rejected, " (in promise)");
        continue;
      }
      report(host.rejected, " (in promise)");
      isFailed = true;
    }
    if (isFailed) end(FAILED);
  }

  /**
   * Lets promises go on in the middle of a script: their jobs otherwise run when it has ended. In a job of a promise it does nothing,
   * since the engine does not nest them.
   * @returns {boolean} whether they went on
   */
  host.settle = function () {
    let isDone = false;
    (async () => {
      await undefined;
      isDone = true;
    })();
    if (host.runMicrotasks() && isDone) failForRejections();
    return isDone;
  };

  /**
   * The same where no job of a promise is running: between the callbacks of the event loop.
   * @returns {boolean} false if the engine has to be left for it
   */
  host.settleOutside = function () {
    if (!host.runsMicrotasks) return false;
    if (host.runMicrotasks()) failForRejections();
    return true;
  };

  // ---- the script ----------------------------------------------------------------------------------------------

  let pending; // the path of an ES module that has not ended
  let status;

  /**
   * Runs the script.
   * @param {string} path its absolute path
   * @param {string} [code] what to run in its stead
   * @param {boolean} isPrinted whether the code's value is printed
   */
  function start(path, code, isPrinted) {
    try {
      if (isPrinted) {
        host.stdout.writeLine(host.inspect(host.evaluateScript(path, code)));
      } else if (code !== undefined) {
        host.runScript(path, code);
      } else {
        run(host.findScript(path));
      }
    } catch (error) {
      fail(error);
    }
  }

  async function run(path) {
    try {
      const evaluated = host.runFile(path);
      if (evaluated === undefined) return;
      pending = path;
      await evaluated;
      pending = undefined;
    } catch (error) {
      fail(error);
    }
  }

  /**
   * Goes on with what the script has left behind: to be called, with no script running, until it returns a status.
   * @returns {number|undefined} the exit status
   */
  function proceed() {
    try {
      failForRejections();
      if (status !== undefined) return status;
      const loop = host.eventLoop();
      if (prompt !== undefined || loop?.isPending()) loop.step();
      else status = finish(pending === undefined ? 0 : warn());
    } catch (error) {
      fail(error);
    }
  }

  /** Opens a prompt: errors are shown there, and the loop goes on until the process ends. */
  function openPrompt(path) {
    prompt = host.evaluate("prompt.js")(host, path);
    host.runLoop;
    return prompt;
  }

  function warn() {
    host.stderr.writeLine(`Warning: Detected unsettled top-level await at ${host.stalledAt() ?? pending}`);
    return UNSETTLED;
  }

  return { start, proceed, openPrompt, end };
})
