// Names that are resolved beside the script: the system's resolver waits, so that it runs on another thread.
(function (host) {
  "use strict";

  const { natives, checked, errors, newList, Socket } = host;
  const { Job, WAIT, begin, newRecord, optionsOf, proceed, rejected, start } = host.awaiting;

  const running = newList(); // by number
  let lastNumber = 0;

  /** Work that is done beside: it is begun by the first attempt, and the second finds its answer. */
  class Work extends Job {
    constructor(call, run, give) {
      super(call);
      this.run = run;
      this.give = give;
      this.number = 0;
      this.hasAnswer = false;
      this.error = undefined;
      this.result = undefined;
    }

    attempt() {
      if (this.hasAnswer) {
        if (this.error !== undefined) throw this.error;
        return this.give(this.result);
      }
      lastNumber += 1;
      this.number = lastNumber;
      running[this.number] = this;
      checked(this.run(this.number));
      return WAIT;
    }

    end() { delete running[this.number]; }
  }

  /** Takes what is finished; the host tells of it as of changes. */
  host.takeFinished = function () {
    if (lastNumber === 0) return;
    for (;;) {
      const finished = natives.takeFinished();
      if (finished.length === 0) return;
      const { job, failed, result } = finished[0];
      const error = failed === 1 ? errors.last() : undefined;
      const work = running[job];
      if (work === undefined) continue; // nobody waits for it any more
      work.hasAnswer = true;
      work.error = error;
      work.result = result;
      proceed(work.queue);
    }
  };

  function beside(args, prepare) {
    try {
      const options = optionsOf(args, 1);
      const work = prepare(args, options.count < 0 ? args.length : options.count);
      if (options.signal !== undefined && options.signal.aborted) return rejected(options.signal.reason);
      start();
      return begin(work, newRecord(undefined, -1).reads, options);
    } catch (error) {
      return rejected(error);
    }
  }

  const argument = (args, count, i) => i < count ? args[i] : undefined;

  host.addMethods(Socket, {
    /**
     * Resolves a name without blocking, as getAddrInfo() does.
     * @returns {Promise<string|Array<{address: string, family: number, port: number}>>}
     */
    getAddrInfoAsync(name, family, options) {
      return beside(arguments, (args, count) => {
        const wanted = host.wantedAddresses(args[0], argument(args, count, 1));
        return new Work(
          "getaddrinfo", (number) => natives.beginGetAddrInfo(wanted.name, wanted.service, number, wanted.family, wanted.type),
          (found) => wanted.isAll ? found : found[0].address,
        );
      });
    },

    /**
     * The name of an address without blocking, as getNameInfo() does.
     * @returns {Promise<string|{host: string, service: string}>}
     */
    getNameInfoAsync(addr, family, port, options) {
      return beside(arguments, (args, count) => {
        const wanted = host.wantedName(args[0], argument(args, count, 1), argument(args, count, 2));
        return new Work(
          "getnameinfo", (number) => natives.beginGetNameInfo(wanted.address, number, wanted.family, wanted.port), (name) => name,
        );
      });
    },
  });
})
