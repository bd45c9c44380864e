// The global `system`, as v8cgi had it.
(function (host) {
  "use strict";

  const { Buffer } = host;

  /** An output stream: a function that writes, with the methods on it. */
  function output(descriptor) {
    /**
     * Writes at once. When nobody reads standard output any more, the process ends, as SIGPIPE would end it.
     * @param {string|Buffer} data a string is written as UTF-8
     */
    const write = (data) => {
      const isTaken = ArrayBuffer.isView(data)
        ? host.writeBytes(descriptor, new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
        : host.write(descriptor, String(data));
      if (!isTaken && descriptor === 1) host.endForClosedPipe();
    };
    return Object.assign((data) => write(data), {
      write,
      /** Writes a line: the data, if any, and a line feed. */
      writeLine: (data = "") => write(ArrayBuffer.isView(data) ? Buffer.concat([data, Buffer.from("\n")]) : `${data}\n`),
      /** Nothing waits here to be flushed; programs that flush are right to. */
      flush() {},
    });
  }

  /**
   * Reads bytes, waiting until they are there or the input ends.
   * @param {number} [count] how many; left out or 0, all until the end
   * @returns {Buffer} an empty Buffer at the end
   */
  const read = (count = 0) => Buffer.from(host.read(count), "latin1");

  /** Waits. @param {number} amount of `unit` microseconds each */
  const sleeper = (name, unit) => (amount) => {
    if (!(amount >= 0)) throw new RangeError(`The "${name}" argument must be >= 0. Received ${String(amount)}`);
    host.sleep(amount * unit);
  };

  let environment;
  globalThis.global = globalThis;
  globalThis.Buffer = Buffer;
  globalThis.performance = {
    timeOrigin: Date.now(),
    /** @returns {number} milliseconds since the start, with fractions; never goes back */
    now: () => host.now(),
  };
  host.stdout = output(1);
  host.stderr = output(2);
  globalThis.system = {
    stdin: Object.assign((count) => read(count), {
      read,
      /** @returns {string} the next line with its line feed; "" at the end of the input */
      readLine: () => host.readLine(),
    }),
    stdout: host.stdout,
    stderr: host.stderr,
    /** The script's name, then its arguments. */
    args: host.args,
    /** The environment variables, as they were at the start. */
    get env() { return environment ??= host.environment(); },
    getcwd: () => host.getcwd(),
    getpid: () => host.getpid(),
    /** @param {number} seconds fractions allowed */
    sleep: sleeper("seconds", 1e6),
    /** @param {number} microseconds */
    usleep: sleeper("microseconds", 1),
  };
})
