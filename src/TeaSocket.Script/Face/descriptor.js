// Descriptors that came with a message and are no sockets.
(function (host) {
  "use strict";

  const { natives, checked, errors, NOWHERE } = host;
  const { FAILED } = host.results;

  // Tells the constructor that the module itself makes one.
  const RECEIVED = Symbol("received");

  /** A descriptor of anything: a file, a pipe… Closed by the garbage collector when nobody has it any more. */
  class Descriptor {
    #id = -1;
    #place = NOWHERE; // while the script can reach this it can reach that, and the descriptor stays open

    constructor(how) {
      if (how !== RECEIVED) throw errors.wrongType("how", "left to receiveMessage: a Descriptor is only received", how);
      this.#place = host.takePlace();
    }

    /** The descriptor, -1 once closed. This goes on owning it. */
    get fd() { return this.#id < 0 ? -1 : natives.descriptorNumber(this.#id); }

    /**
     * Hands the descriptor over, open as it is, for instance to fs.createReadStream(null, { fd }). This is closed then.
     * @returns {number} the descriptor, which is now the caller's to close
     * @throws {SocketError} EBADF: it is closed
     */
    detach() {
      const id = this.#id;
      this.#letGo(); // its place is not given back, which could fail while nobody else has the descriptor yet
      const descriptor = natives.detachDescriptor(id);
      if (descriptor === FAILED) throw errors.last();
      return descriptor;
    }

    /** Closes the descriptor, see close(2). Closing again does nothing. */
    close() {
      const id = this.#id;
      if (id < 0) return;
      const place = this.#letGo();
      checked(natives.close(id));
      host.giveBack(place);
    }

    #letGo() {
      const place = this.#place;
      this.#id = -1;
      this.#place = NOWHERE;
      return place;
    }

    static {
      /** The id of a Descriptor, -1 once closed; undefined for anything else. */
      host.descriptorIdOf = (value) => typeof value === "object" && value !== null && #id in value ? value.#id : undefined;

      /** A Descriptor that is opened under the id that `open` is given; nothing can fail after that. */
      host.newDescriptor = (open) => {
        const descriptor = new Descriptor(RECEIVED);
        if (open(descriptor.#place.id) !== FAILED) {
          descriptor.#id = descriptor.#place.id;
          return descriptor;
        }
        const error = errors.last();
        host.giveBack(descriptor.#letGo());
        throw error;
      };
    }
  }

  host.Descriptor = Descriptor;
})
