/// <reference types="node" />

import { EventEmitter } from "node:events";
import { Duplex } from "node:stream";
import type { AnySocket } from "teasocket";

/** The path of a Unix socket. A name that no file has begins with a NUL (Linux). */
export type Path = string | Uint8Array;

/** Where a {@link USocket} connects to, or the descriptor that it takes, and how it is as a stream. */
export interface USocketOptions {
  /** Connects there. */
  path?: Path | null;
  /** Takes this descriptor of a connected stream socket, or a Socket of teasocket, and closes it when it is closed. It comes before `path`. */
  fd?: number | AnySocket | null;
  /** False: it ends when the other side does. True when left out. */
  allowHalfOpen?: boolean;
  /** In bytes, of both directions; Node's default when left out. */
  highWaterMark?: number;
  /** How many received bytes wait to be read before no more are received, roughly. */
  readableHighWaterMark?: number;
  /** How many bytes wait to be sent before `write` returns false. */
  writableHighWaterMark?: number;
}

/** Bytes, descriptors, or both. */
export interface Message {
  /** The bytes; a string is sent as UTF-8. Left out, the descriptors go with the next bytes. */
  data?: Uint8Array | string | null;
  /** What the other side gets descriptors of its own for, up to 253. They go with the first of the bytes. */
  fds?: readonly number[] | null;
  /**
   * Called once, with this object, when it has been sent; or with an error, too, when it never will be. The program may close its descriptors
   * in either case, and may do so as soon as `write` has returned.
   */
  callback?: ((message: Message, error?: Error) => void) | null;
}

/** What {@link USocket.write} takes. An array is of descriptors, which go with the next bytes. */
export type Chunk = Uint8Array | string | readonly number[] | Message;

/** What {@link USocket.read} gives where it is asked for descriptors. */
export interface ReceivedMessage {
  /** The bytes, as `read(length)` would give them; null where none were asked for and none are there. Text after `setEncoding`. */
  data: any;
  /** The descriptors, which are the program's to close. */
  fds: number[];
}

/**
 * A stream over a Unix socket that carries descriptors beside its bytes, see {@link https://man7.org/linux/man-pages/man7/unix.7.html | unix(7)}.
 *
 * Beside a Duplex's events there are `"connected"`, and `"fds"` with an array of the descriptors that have come, no later than the bytes that
 * they came with. Those are the listener's to close; {@link USocket.read} gives their numbers nevertheless. Descriptors that came while nobody
 * listened, and that nobody reads, are closed with the socket, or earlier: when 1,024 wait, all bytes have been read, and the program has
 * never asked for any. Of a program that has asked no more is received until it takes some.
 */
export class USocket extends Duplex {
  #private;

  /**
   * @param options - a path, or an object with a path or a descriptor, which is connected at once as by {@link USocket.connect}
   * @param callback - called once connected
   */
  constructor(options?: Path | USocketOptions | null, callback?: () => void);

  /** The descriptor; undefined before the socket is connected, -1 once it is closed. The socket goes on owning it. */
  get fd(): number | undefined;

  /** Whether a connect is under way. */
  get connecting(): boolean;

  /**
   * Connects to a path, in a later turn: `"connected"` follows, or `"error"` and `"close"`. What is written before is sent then. Or takes a
   * descriptor, at once and without an event.
   *
   * @param callback - called once connected
   * @throws an error with `code` EBADF or ENOTSOCK: the descriptor is none, or none of a socket; EISCONN: it is connected already
   */
  connect(options: Path | USocketOptions, callback?: (() => void) | null): this;

  /** As every stream's `read`; descriptors stay where they are. */
  read(length?: number): any;

  /**
   * Reads bytes and descriptors together.
   *
   * @param length - how many bytes; null for all that are there, 0 for none
   * @param count - how many descriptors; null for those that came with what is read: whose message is read to its end, or begun. With a length
   *   of 0, all that are there
   * @returns null, and nothing is taken, where one of both is not there yet, or nothing is there at all
   */
  read(length: number | null | undefined, count: number | null): ReceivedMessage | null;

  /**
   * Puts bytes, descriptors or both back in front of what is to be read. The descriptors are the socket's again.
   *
   * @param chunk - null for none
   */
  unshift(chunk: any, fds?: readonly number[] | null): void;

  /** As every stream's `unshift`. */
  unshift(chunk: any, encoding?: BufferEncoding, fds?: readonly number[] | null): void;

  /**
   * Sends bytes, descriptors or both.
   *
   * @returns false where the program should wait for `"drain"`
   * @throws TypeError: it is none of these; RangeError: more than 253 descriptors
   */
  write(chunk: Chunk, callback?: (error: Error | null | undefined) => void): boolean;

  /** The same of a string in an encoding. */
  write(chunk: Chunk, encoding: BufferEncoding | null | undefined, callback?: (error: Error | null | undefined) => void): boolean;

  /** The same as `write({ data: bytes, fds }, callback)`, by the name that D-Bus libraries look for. */
  writeWithFds(bytes: Uint8Array | string, fds: readonly number[], callback?: (error: Error | null | undefined) => void): boolean;

  /** Ends its own direction, perhaps after a last message. `"close"` follows when the other side's has ended, too. */
  end(callback?: () => void): this;

  /** The same after a last message. */
  end(chunk: Chunk | null | undefined, callback?: () => void): this;

  /** The same after a last message. */
  end(chunk: Chunk | null | undefined, encoding: BufferEncoding | null | undefined, callback?: () => void): this;

  /** Lets the socket keep the process alive while it waits, as it does at first. */
  ref(): this;

  /** Lets the process end though the socket waits. */
  unref(): this;

  on(event: "connected" | "close" | "drain" | "end" | "finish" | "pause" | "readable" | "resume", listener: () => void): this;
  on(event: "fds", listener: (fds: number[]) => void): this;
  on(event: "error", listener: (error: Error) => void): this;
  on(event: string | symbol, listener: (...args: any[]) => void): this;

  once(event: "connected" | "close" | "drain" | "end" | "finish" | "pause" | "readable" | "resume", listener: () => void): this;
  once(event: "fds", listener: (fds: number[]) => void): this;
  once(event: "error", listener: (error: Error) => void): this;
  once(event: string | symbol, listener: (...args: any[]) => void): this;
}

/** Listens at a path. Its events are `"listening"`, `"connection"` with a {@link USocket}, and `"error"`, with which it is closed. */
export class UServer extends EventEmitter {
  #private;

  /** It listens when it is told to, see {@link UServer.listen}. */
  constructor();

  /** Whether it was told to accept nothing for now. */
  paused: boolean;

  /** Whether it listens. */
  listening: boolean;

  /** The descriptor; undefined where it does not listen. */
  get fd(): number | undefined;

  /**
   * Listens at a path, from which a socket that another server has left is removed; nothing else is. `"listening"` or `"error"` follows in a
   * later turn.
   *
   * @param backlog - how many connections may wait to be accepted, 16 when left out
   * @param callback - called once it listens
   */
  listen(path: Path, backlog?: number | null, callback?: (() => void) | null): this;

  /** The same without a backlog. */
  listen(path: Path, callback: () => void): this;

  /** The same with both in an object. */
  listen(options: { path: Path; backlog?: number | null }, callback?: (() => void) | null): this;

  /** Accepts nothing until it is resumed; connections wait. */
  pause(): this;

  /** Goes on. */
  resume(): this;

  /** Listens no more. Its connections stay, no event follows, and the path is left where it is. */
  close(): this;

  /** Lets the server keep the process alive, as it does at first. */
  ref(): this;

  /** Lets the process end though the server listens. */
  unref(): this;

  on(event: "listening", listener: () => void): this;
  on(event: "connection", listener: (socket: USocket) => void): this;
  on(event: "error", listener: (error: Error) => void): this;
  on(event: string | symbol, listener: (...args: any[]) => void): this;

  once(event: "listening", listener: () => void): this;
  once(event: "connection", listener: (socket: USocket) => void): this;
  once(event: "error", listener: (error: Error) => void): this;
  once(event: string | symbol, listener: (...args: any[]) => void): this;
}
