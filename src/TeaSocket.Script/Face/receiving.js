// Receiving otherwise than receive() and receiveInto() do: with the sender, without taking anything, or not at all.
(function (host) {
  "use strict";

  const { natives, check, copied, errors, pending, Socket } = host;
  const { apply, lengthOf } = host.intrinsics;
  const { FAILED, WOULD_BLOCK } = host.results;
  const { receive } = Socket.prototype;

  host.addMethods(Socket.prototype, {
    /**
     * Receives a datagram and tells who sent it, see recvfrom(2), whatever the socket is connected to.
     * @param {number} [num] how many bytes at most; left out, 65,536
     * @returns {object|false} { data, address, port }, the latter two as getPeerName has them: for PF_UNIX a path, "" where the sender has
     *   none, and no port; for PF_NETLINK pid and groups; for PF_PACKET interface and protocol, followed by packetType and hardwareAddress;
     *   of a stream undefined. False when it would block
     * @throws {SocketError} what receive throws
     */
    receiveFrom(num) {
      if (arguments.length > 1) throw errors.surplus("receiveFrom(num)", "Its flags cannot be chosen");
      const id = host.ownId(this);
      const most = check.most(num);
      if (!host.isStream(this)) return host.receiveFrom(this, id, most);
      const data = apply(receive, this, [most]);
      return data === false ? false : { data, address: undefined, port: undefined };
    },

    /**
     * Receives as receive() does, and takes nothing: the next call receives the same. See MSG_PEEK in recv(2).
     * @param {number} [num] how many bytes at most; left out, 65,536
     * @returns {Buffer|false} the bytes; an empty Buffer is the end of a stream, or an empty datagram. False when it would block
     */
    peek(num) {
      if (arguments.length > 1) throw errors.surplus("peek(num)", "Its flags cannot be chosen");
      const id = host.ownId(this);
      const most = check.most(num);
      if (pending.socket !== undefined) host.settle();
      const late = host.lateOf(this);
      if (late !== undefined) {
        const length = lengthOf(late.bytes);
        return copied(late.bytes, 0, length < most ? length : most);
      }
      const peeked = host.peek(id, most);
      if (typeof peeked === "object") return peeked;
      if (peeked === WOULD_BLOCK) return false;
      throw errors.last();
    },

    /**
     * How many bytes receiving could return at once: all that a stream has queued, or the size of the next datagram; see FIONREAD in
     * ioctl(2). Never waits.
     * @returns {number} 0 when there is nothing
     */
    available() {
      if (arguments.length > 0) throw errors.surplus("available()", "Did you mean peek(num)?");
      const id = host.ownId(this);
      if (pending.socket !== undefined) host.settle();
      let length = 0;
      for (let late = host.lateOf(this); late !== undefined; late = late.next) {
        length += lengthOf(late.bytes);
        if (!host.isStream(this)) return length;
      }
      const queued = natives.available(id);
      if (queued === FAILED) throw errors.last();
      return length + queued;
    },
  });
})
