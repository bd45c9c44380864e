// Names that are resolved beside the script: the system's resolver waits, so that it runs on another thread.
(function (host) {
  "use strict";

  const { natives, checked, errors, newList, Socket } = host;
  const { Job, WAIT, proceed } = host.awaiting;
  const { argument, awaited } = host.beginning;

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

  const getAddrInfo = awaited(1, (_, args, count) => {
    const { name, service, family, type, isAll } = host.wantedAddresses(argument(args, count, 0), argument(args, count, 1));
    return new Work(
      "getaddrinfo", (number) => natives.beginGetAddrInfo(name, service, number, family, type), (found) => isAll ? found : found[0].address,
    );
  });

  const getNameInfo = awaited(1, (_, args, count) => {
    const { address, family, port } = host.wantedName(argument(args, count, 0), argument(args, count, 1), argument(args, count, 2));
    return new Work("getnameinfo", (number) => natives.beginGetNameInfo(address, number, family, port), (name) => name);
  });

  host.addMethods(Socket, {
    /**
     * Resolves a name without blocking, as getAddrInfo() does.
     * @returns {Promise<string|Array<{address: string, family: number, port: number}>>}
     */
    getAddrInfoAsync(name, family, options) { return getAddrInfo(this, arguments); },

    /**
     * The name of an address without blocking, as getNameInfo() does.
     * @returns {Promise<string|{host: string, service: string}>}
     */
    getNameInfoAsync(addr, family, port, options) { return getNameInfo(this, arguments); },
  });
})
