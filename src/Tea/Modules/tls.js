// The module tls: TLS on connected sockets, as TeaJS had it.
(function (runner) {
  "use strict";

  const { face } = runner;
  const { check, checked, copied, define, errors, holding, idOf, natives, parts } = face;
  const { FAILED, WOULD_BLOCK } = face.results;
  const { READ, WRITE, isAwaited } = face.records;
  const { SocketJob, WAIT, busy } = face.awaiting;
  const { argument, awaited } = face.beginning;
  const { MOST_BYTES } = face.turns;
  const { lengthOf, set, bufferOf, offsetOf, Uint8Array, Float64Array } = face.intrinsics;

  const NUMBER_SIZE = 8;
  const MOST = 65536; // bytes that cross at a time

  // Memory that the functions know: a number, and bytes.
  const memory = new Uint8Array(NUMBER_SIZE + MOST);
  const number = new Float64Array(memory.buffer, 0, 1);
  const bytes = new Uint8Array(memory.buffer, NUMBER_SIZE);
  const functions = {};
  runner.addTls(memory, functions);
  const { open, useCertificate, usePrivateKey, accept, connect, verify, close, awaits, send, forgetRest, receive } = functions;

  const AWAITS = ["", "r", "w"];

  /**
   * A call that is awaited. It stands among those of its socket, in one direction; what it waits for in the other one, as handshakes may, it
   * looks for now and then.
   */
  class TlsJob extends SocketJob {
    constructor(call, socket, direction, connection, step) {
      super(call, socket, direction);
      this.connection = connection;
      this.step = step; // makes one call; returns what that does, or WAIT to give way to others
      this.result = undefined;
    }

    attempt() {
      const result = this.step();
      if (result === FAILED) throw errors.withSent(errors.last(), this.sent);
      if (result === WAIT) return this.giveWay();
      if (result !== WOULD_BLOCK) return this.result;
      if (natives.watchChanges(this.id, this.direction) === FAILED) throw errors.last();
      checked(natives.reserveDirection(this.id, this.direction));
      return awaits(this.connection) === this.direction ? WAIT : this.waitAnyway();
    }
  }

  /** Bytes that are sent: the script's own, as they were when it called. */
  class TlsSendJob extends TlsJob {
    constructor(socket, connection, data, result) {
      super("tlsSend", socket, WRITE, connection, () => this.sendPart());
      this.data = data;
      this.result = result;
    }

    sendPart() {
      const total = lengthOf(this.data);
      const end = this.sent + MOST_BYTES;
      do {
        const sent = sendFrom(this.connection, this.data, this.sent, total);
        this.sent = number[0];
        if (sent === FAILED || sent === WOULD_BLOCK) return sent;
      } while (this.sent < total && this.sent < end);
      return this.sent < total ? WAIT : 0;
    }

    /** Others may be sent then. */
    fail() { forgetRest(this.connection); }
  }

  /** Hands over a piece of some data, from where they stand on. Returns what the function does. */
  function sendFrom(connection, data, start, total) {
    const count = total - start < MOST ? total - start : MOST;
    if (count > 0) set(bytes, new Uint8Array(bufferOf(data), offsetOf(data) + start, count), 0);
    return send(connection, start, total, count);
  }

  const nameOf = (name) => name === undefined || name === null ? undefined : check.string("name", name);
  const countOf = (count) => check.most(count, "count");
  const connectTo = (connection, name) => name === undefined ? connect(connection) : connect(connection, name);

  let acceptAwaited;
  let connectAwaited;
  let closeAwaited;
  let sendAwaited;
  let receiveAwaited;

  /**
   * TLS 1.2 or 1.3 on a connected socket. The socket stays the script's: it decides whether calls wait, how long (SO_RCVTIMEO, SO_SNDTIMEO),
   * and it has to be closed. What it receives by itself meanwhile is ciphertext, and is missing here.
   */
  class TLS {
    #socket;
    #connection;
    #had = 0; // how many decrypted bytes the script has been given
    #held = 0; // how many more there are
    #sent = 0; // how many bytes were taken of the data that are being sent

    /**
     * @param {Socket} socket a connected stream socket; what it has received already is none of TLS's
     * @throws {TypeError} no Socket, or no stream
     * @throws {SocketError} EBADF: it is closed; ENOSYS: OpenSSL's library is missing
     */
    constructor(socket) {
      const id = idOf(socket);
      if (id === undefined) throw errors.wrongType("socket", "a Socket", socket);
      if (!face.isStream(socket)) throw errors.wrongType("socket", "a Socket of the type SOCK_STREAM", socket);
      const connection = open(id);
      if (connection === undefined) throw errors.last();
      this.#socket = socket;
      this.#connection = connection;
    }

    /** @returns {Socket} the socket */
    getSocket() { return this.#socket; }

    /**
     * What the call waits for that has returned false last: "r" until the socket can be read from, "w" until it can be written to; "" if none has.
     */
    get awaits() { return AWAITS[awaits(this.#connection)]; }

    /**
     * Takes the certificate to show to the peer, and those above it, which follow it in the file. Before the handshake.
     * @param {string} pemFile the file's path
     * @returns {TLS} this
     * @throws {SocketError} ENOENT, EACCES…: the file cannot be read; EINVAL: it has no certificate, or not that of the key; EISCONN: it is too late
     */
    useCertificate(pemFile) {
      checked(useCertificate(this.#connection, check.string("pemFile", pemFile)));
      return this;
    }

    /**
     * Takes the certificate's private key, RSA or EC. Before the handshake.
     * @param {string} pemFile the file's path; it may be the certificate's
     * @param {string} [password] what the key is encrypted with, if it is (PKCS #8)
     * @returns {TLS} this
     * @throws {SocketError} ENOENT, EACCES…: the file cannot be read; EINVAL: it has no key that can be used, the password is wrong, or the key does
     *   not belong to the certificate; EISCONN: it is too late
     */
    usePrivateKey(pemFile, password) {
      const path = check.string("pemFile", pemFile);
      checked(password === undefined || password === null ? usePrivateKey(this.#connection, path)
        : usePrivateKey(this.#connection, path, check.string("password", password)));
      return this;
    }

    /**
     * Carries out the handshake with a client that has connected to the socket.
     * @returns {TLS|false} this; false when it would block: call again when the socket is ready, see `awaits`
     * @throws {SocketError} EINVAL: there is no certificate or key; EPROTO: the peer speaks no TLS, or no version or cipher of ours, or refuses the
     *   certificate; ECONNRESET: it has gone; and what the socket's own calls throw
     */
    accept() {
      this.#refuseAwaited("tlsAccept", READ);
      return this.#unlessBlocked(accept(this.#connection));
    }

    /**
     * Carries out the handshake with a server. Whatever its certificate is, this does not fail: a client that has to know whom it talks to
     * has to ask verifyCertificate().
     * @param {string} [name] the server's name or address, which it is told (SNI, names only), and which its certificate has to be for
     * @returns {TLS|false} this; false when it would block: call again when the socket is ready, see `awaits`
     * @throws {SocketError} EPROTO, ECONNRESET and others, as accept
     */
    connect(name) {
      const checkedName = nameOf(name);
      this.#refuseAwaited("tlsConnect", READ);
      return this.#unlessBlocked(connectTo(this.#connection, checkedName));
    }

    /**
     * What is wrong with the peer's certificate: 0 if it was issued by someone whom the system trusts (see SSL_CERT_FILE and SSL_CERT_DIR in
     * openssl-env(7)), is valid now, and is for the name that connect() was given; if it was given none, any name will do.
     * Otherwise OpenSSL's number, X509_V_ERR_* in openssl-verification-options(1) and verify(1): 18 self-signed, 19 self-signed in the chain, 20 no
     * issuer, 10 expired, 9 not yet valid, 62 another name, … 1 if the peer has shown none, as clients do.
     * @returns {number}
     * @throws {SocketError} ENOTCONN: there was no handshake yet
     */
    verifyCertificate() { return checked(verify(this.#connection)); }

    /**
     * Sends data.
     * @param {string|Buffer|ArrayBufferView|ArrayBuffer} data a string is sent as UTF-8; of a view, its own bytes only
     * @returns {TLS|false} this, once all was handed to the system; false when it would block: then call again with the same data, of which a
     *   part may have been sent. Nothing is sent twice
     * @throws {SocketError} EPIPE, ECONNRESET: the peer has gone; ENOTCONN: there was no handshake yet; EINVAL: the data of the last call, which
     *   returned false, have not all been sent, and these are of another length
     */
    send(data) {
      const all = parts.dataOf("data", data);
      const total = lengthOf(all);
      parts.checkParts("data", { bytes: all, count: 0, total });
      this.#refuseAwaited("tlsSend", WRITE);
      if (this.#sent > total) this.#sent = 0;
      do {
        const isSent = sendFrom(this.#connection, all, this.#sent, total);
        this.#sent = number[0];
        if (isSent === FAILED) throw errors.last();
        if (isSent === WOULD_BLOCK) return false;
      } while (this.#sent < total);
      this.#sent = 0;
      return this;
    }

    /**
     * Receives what is there, of one record of TLS at most.
     * @param {number} [count] how many bytes at most; left out, 65,536
     * @returns {Buffer|false} the bytes; empty when the peer has said goodbye (close_notify). False when it would block
     * @throws {SocketError} ECONNRESET: the peer has gone without a goodbye, so that what came may have been cut by someone else; EPROTO: what
     *   came was damaged, or is no TLS; ENOTCONN: there was no handshake yet
     */
    receive(count) {
      const asked = countOf(count);
      this.#refuseAwaited("tlsReceive", READ);
      const received = this.#receive(asked);
      if (received === FAILED) throw errors.last();
      return received === WOULD_BLOCK ? false : received;
    }

    /**
     * Says goodbye (close_notify) and leaves the socket open. What the peer sends can still be received, until it has said goodbye, too; sending
     * throws EPIPE. A second time it does nothing.
     * @returns {TLS|false} this; false when it would block: call again when the socket can be written to
     * @throws {SocketError} EPIPE, ECONNRESET: the peer has gone
     */
    close() {
      this.#refuseAwaited("tlsClose", WRITE);
      return this.#unlessBlocked(close(this.#connection));
    }

    // ---- the same, awaited: whatever the blocking mode is, with { signal, timeout } behind the arguments --------------

    /** Carries out the handshake with a client, as accept() does. @returns {Promise<TLS>} */
    acceptAsync(options) { return acceptAwaited(this, arguments); }

    /** Carries out the handshake with a server, as connect() does. @returns {Promise<TLS>} */
    connectAsync(name, options) { return connectAwaited(this, arguments); }

    /** Sends data, as send() does; others may follow an error, which has `bytesSent`. @returns {Promise<TLS>} */
    sendAsync(data, options) { return sendAwaited(this, arguments); }

    /** Receives what is there, as receive() does. @returns {Promise<Buffer>} */
    receiveAsync(count, options) { return receiveAwaited(this, arguments); }

    /** Says goodbye, as close() does. @returns {Promise<TLS>} */
    closeAsync(options) { return closeAwaited(this, arguments); }

    #unlessBlocked(result) { return checked(result) === WOULD_BLOCK ? false : this; }

    /** Bytes are never torn: a call that waits does not come between those that are awaited. */
    #refuseAwaited(call, direction) {
      if (isAwaited(this.#socket, direction)) throw busy(call);
    }

    /** @returns {Buffer|number} or what the function does that has failed or would block */
    #receive(asked) {
      const received = receive(this.#connection, this.#had, asked < MOST ? asked : MOST);
      if (received === FAILED || received === WOULD_BLOCK) return received;
      if (this.#held === 0 && number[0] > 0) holding.count += 1;
      this.#held = number[0];
      const buffer = copied(bytes, 0, received); // if this fails, nothing has been taken
      this.#had += received;
      this.#held -= received;
      if (this.#held === 0 && received > 0) holding.count -= 1;
      return buffer;
    }

    /** A job that is resolved to the TLS when a call no longer would block. */
    #job(call, direction, attempt) {
      const job = new TlsJob(call, this.#socket, direction, this.#connection, attempt);
      job.result = this;
      return job;
    }

    static {
      acceptAwaited = awaited(0, (tls) => tls.#job("tlsAccept", READ, () => accept(tls.#connection)));
      connectAwaited = awaited(0, (tls, args, count) => {
        const name = nameOf(argument(args, count, 0));
        return tls.#job("tlsConnect", READ, () => connectTo(tls.#connection, name));
      });
      closeAwaited = awaited(0, (tls) => tls.#job("tlsClose", WRITE, () => close(tls.#connection)));
      sendAwaited = awaited(1, (tls, args, count) => {
        const socket = tls.#socket; // throws for what is no TLS
        const all = parts.dataOf("data", argument(args, count, 0));
        const total = lengthOf(all);
        parts.checkParts("data", { bytes: all, count: 0, total });
        const own = new Uint8Array(total);
        set(own, all, 0);
        return new TlsSendJob(socket, tls.#connection, own, tls);
      });
      receiveAwaited = awaited(0, (tls, args, count) => {
        const asked = countOf(argument(args, count, 0));
        const job = tls.#job("tlsReceive", READ, () => job.result = tls.#receive(asked));
        job.sizeOf = lengthOf;
        return job;
      });
      holding.holds = (value) => #held in value && value.#held > 0;
    }
  }

  if (Symbol.dispose) define(TLS.prototype, Symbol.dispose, TLS.prototype.close, false);
  return { TLS };
})
