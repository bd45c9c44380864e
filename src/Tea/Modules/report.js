// The report of an error that nobody caught: its stack, and what else it carries. It never fails itself: where a script has replaced
// what it needs, it says less.
(function (host) {
  "use strict";

  const { inspect, isError, write } = host;
  const STDERR = 2;

  function whole(error, where) {
    if (isError(error)) return inspect(error);
    const isObject = typeof error === "object" && error !== null || typeof error === "function";
    return `Uncaught${where}${isObject ? ":\n" : " "}${inspect(error, 1)}`;
  }

  /** What is left where the script has replaced builtins: nothing here calls one. */
  const plain = (error) => (typeof error === "object" ? typeof error.stack === "string" && error.stack : `Uncaught ${error}`) || undefined;

  /**
   * Prints an error that nobody caught.
   * @param {*} error whatever was thrown
   * @param {string} [where] what stands behind "Uncaught", for what is no Error
   */
  host.report = function (error, where = "") {
    let text;
    try {
      text = whole(error, where);
    } catch {
      try {
        text = plain(error);
      } catch {
        // nothing can be said of it
      }
    }
    try {
      write(STDERR, `${typeof text === "string" ? text : "Uncaught: an error that cannot be shown"}\n`);
    } catch {
      // a full disk, for instance: the status says it, too
    }
  };
})
