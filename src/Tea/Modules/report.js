// The report of an error that nobody caught: its stack, and what else it carries. It never fails itself: where a script has replaced
// what it needs, it says less.
(function (host) {
  "use strict";

  const { inspect, write } = host;
  const STDERR = 2;

  function whole(error, where) {
    if (host.isError(error)) return inspect(error);
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
    for (const show of [whole, plain]) {
      try {
        const text = show(error, where);
        if (typeof text === "string") {
          write(STDERR, `${text}\n`);
          return;
        }
      } catch {
        // the next one asks for less
      }
    }
    write(STDERR, "Uncaught: an error that cannot be shown\n");
  };
})
