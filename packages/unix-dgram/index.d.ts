/// <reference types="node" />

import * as dgram from "dgram";
import { EventEmitter } from "events";

/**
 * A path of the file system, or on Linux an abstract name, which begins with a NUL, or with an "@" as systemd writes it. A file whose name
 * begins with an "@" is reached as "./@name". Bytes stand for a path that is no UTF-8.
 */
export type Path = string | NodeJS.ArrayBufferView;

/** What comes with a message. */
export interface RemoteInfo {
  /** How many bytes the message has. */
  size: number;
  /** Always empty. */
  address: Record<string, never>;
  /** What the sender is bound to, an abstract name with its NUL, or bytes where it is no UTF-8; null if it is bound to nothing. */
  path: string | Buffer | null;
}

/** An error of the system's. */
export interface SystemError extends Error {
  /** The system's number of the error, negative: -111 for ECONNREFUSED on Linux. */
  code: number;
  /** The same. */
  errno: number;
  /** The call that failed. */
  syscall: "socket" | "bind" | "connect" | "send" | "recv" | "close";
  /** What teasocket says of it, where there is more to say: with the error's name and the path. */
  cause?: unknown;
}

/** What a connected socket calls back with where the receiver has no room for the message: nothing was sent. */
export interface CongestionError extends Error {
  message: "congestion";
  code: 1;
}

/** Called when a message was sent, without an argument, or with what went wrong. It is called before `send` returns. */
export type SendCallback = (error?: SystemError | CongestionError) => void;

/** What the events of a socket are called with. */
export interface SocketEvents {
  /** A message has come. */
  message: [message: Buffer, info: RemoteInfo];
  /** The socket is bound. Emitted before `bind` returns. */
  listening: [];
  /** The socket is connected. Emitted before `connect` returns. */
  connect: [];
  /** A connected socket has sent a message without a callback that the receiver has no room for. Emitted before `send` returns. */
  congestion: [message: NodeJS.ArrayBufferView];
  /** After congestion, once: there is room again. */
  writable: [];
  /** A call has failed, before it returns; or receiving has. */
  error: [error: SystemError];
}

/** A Unix datagram socket, see {@link https://man7.org/linux/man-pages/man7/unix.7.html | unix(7)}. It keeps the process alive until it is closed. */
export interface Socket extends EventEmitter {
  /** The descriptor, -1 once it is closed. */
  fd: number;
  /** What `createSocket` was called with. */
  readonly type: "unix_dgram";
  /** Whether `connect` has succeeded. */
  connected: boolean;

  /**
   * Binds to a path, and emits "listening" or "error" before it returns. Nothing is unlinked, neither a path that is there already nor, at
   * `close`, this one.
   */
  bind(path: Path): void;

  /** Connects to a receiver's path, and emits "connect" or "error" before it returns. */
  connect(path: Path): void;

  /**
   * Sends the whole buffer to the receiver that the socket is connected to.
   *
   * @param callback - called before this returns; without it "error" or "congestion" is emitted
   * @throws TypeError if the buffer is none
   */
  send(buffer: NodeJS.ArrayBufferView, callback?: SendCallback): void;

  /**
   * Sends a part of a buffer to a path, from a socket that is not connected. (One that is sends the whole buffer, and takes the second
   * argument for the callback.)
   *
   * @param offset - in bytes
   * @param length - in bytes
   * @param callback - called before this returns; without it "error" is emitted
   * @throws TypeError or RangeError if an argument is wrong
   */
  send(buffer: NodeJS.ArrayBufferView, offset: number, length: number, path: Path, callback?: SendCallback): void;

  /** Another name of {@link Socket.send}. */
  sendto: Socket["send"];

  /** Closes the socket, at once and without an event. Once it is closed this does nothing. */
  close(): void;

  /** The socket keeps the process alive, as it does at first. */
  ref(): this;

  /** The socket does not keep the process alive. */
  unref(): this;

  /** @throws Error: not implemented */
  address(): never;
  /** @throws Error: not implemented */
  setTTL(ttl: number): never;
  /** @throws Error: not implemented */
  setBroadcast(flag: boolean): never;
  /** @throws Error: not implemented */
  setMulticastTTL(ttl: number): never;
  /** @throws Error: not implemented */
  setMulticastLoopback(flag: boolean): never;
  /** @throws Error: not implemented */
  addMembership(multicastAddress: string, multicastInterface?: string): never;
  /** @throws Error: not implemented */
  dropMembership(multicastAddress: string, multicastInterface?: string): never;

  on<K extends keyof SocketEvents>(event: K, listener: (...args: SocketEvents[K]) => void): this;
  on(event: string | symbol, listener: (...args: any[]) => void): this;
  once<K extends keyof SocketEvents>(event: K, listener: (...args: SocketEvents[K]) => void): this;
  once(event: string | symbol, listener: (...args: any[]) => void): this;
  addListener<K extends keyof SocketEvents>(event: K, listener: (...args: SocketEvents[K]) => void): this;
  addListener(event: string | symbol, listener: (...args: any[]) => void): this;
  off<K extends keyof SocketEvents>(event: K, listener: (...args: SocketEvents[K]) => void): this;
  off(event: string | symbol, listener: (...args: any[]) => void): this;
}

/**
 * Opens a Unix datagram socket.
 *
 * @param listener - added for "message"
 * @throws {@link SystemError} if socket(2) fails; Error on Windows, which has no such sockets
 */
export function createSocket(type: "unix_dgram", listener?: (message: Buffer, info: RemoteInfo) => void): Socket;

/** Opens a UDP socket, by node:dgram. */
export function createSocket(type: "udp4" | "udp6", listener?: (message: Buffer, info: dgram.RemoteInfo) => void): dgram.Socket;
