/// <reference types="node" />

import { EventEmitter } from "events";

/** The versions of IP. */
export const AddressFamily: {
  readonly IPv4: 1;
  readonly IPv6: 2;
  readonly 1: "IPv4";
  readonly 2: "IPv6";
};

/** Protocols by their numbers in the IP header, see {@link https://www.iana.org/assignments/protocol-numbers | IANA's list}. */
export const Protocol: {
  /** 0, which Linux refuses for raw sockets. */
  readonly None: 0;
  readonly ICMP: 1;
  readonly TCP: 6;
  readonly UDP: 17;
  readonly ICMPv6: 58;
  readonly 0: "None";
  readonly 1: "ICMP";
  readonly 6: "TCP";
  readonly 17: "UDP";
  readonly 58: "ICMPv6";
};

/** The system's numbers of the levels of options. */
export const SocketLevel: {
  readonly SOL_SOCKET: number;
  readonly IPPROTO_IP: number;
  readonly IPPROTO_IPV6: number;
};

/** The system's numbers of options. */
export const SocketOption: {
  readonly SO_BROADCAST: number;
  readonly SO_RCVBUF: number;
  readonly SO_RCVTIMEO: number;
  readonly SO_SNDBUF: number;
  readonly SO_SNDTIMEO: number;
  /** Only on Linux. */
  readonly SO_BINDTODEVICE?: number;
  readonly IP_HDRINCL: number;
  readonly IP_OPTIONS: number;
  readonly IP_TOS: number;
  readonly IP_TTL: number;
  /** Only on Windows. */
  readonly IPV6_HDRINCL?: number;
  /** Another name of IPV6_UNICAST_HOPS. */
  readonly IPV6_TTL: number;
  readonly IPV6_UNICAST_HOPS: number;
  readonly IPV6_V6ONLY: number;
};

/** How a socket is opened. What is left out, or is 0, is as by default. */
export interface SocketOptions {
  /** `AddressFamily.IPv4`, which is the default, or `AddressFamily.IPv6`. */
  addressFamily?: 1 | 2;
  /** The protocol's number: one of `Protocol`, or another. `Protocol.None` by default. */
  protocol?: number;
  /** The bytes of a packet that are received at most: what is longer is cut. 4,096 by default. */
  bufferSize?: number;
}

/** An error of the system's. Its message is the system's text alone, `"Operation not permitted"`. */
export interface SystemError extends Error {
  /** The error's name, `"EPERM"`. */
  code: string;
  /** The system's number, negative as in Node. */
  errno: number;
  /** The call that failed, `"socket"`. */
  syscall: string;
  /** What teasocket has thrown. */
  cause?: unknown;
}

/** Called when a datagram was sent, with null and its bytes, or with what went wrong and 0. `this` is the socket. */
export type AfterCallback = (this: Socket, error: Error | null, bytes: number) => void;

/** What the events of a socket are called with. */
export interface SocketEvents {
  /** A packet has come: of IPv4 with its IP header, of IPv6 without, and the address of who sent it, an interface not told. */
  message: [buffer: Buffer, source: string];
  /** Receiving has failed. Where the system cannot wait for the socket, it is closed then. */
  error: [error: Error];
  /** `close` was called; emitted before it returns, each time. */
  close: [];
}

/**
 * A raw socket, see {@link https://man7.org/linux/man-pages/man7/raw.7.html | raw(7)}. It receives from the beginning, and keeps the process
 * alive while it does or while something is to be sent: not with both paused, or closed.
 */
export class Socket extends EventEmitter {
  #private;

  /** As {@link createSocket}. */
  constructor(options?: SocketOptions | null);

  /** Whether receiving is paused; false at first. */
  recvPaused: boolean;
  /** Whether sending is paused; true at first, and when all is sent. */
  sendPaused: boolean;

  /**
   * Queues a datagram, and resumes sending. One is sent in a turn of the loop, in the next one at the earliest, each time that there is room.
   *
   * @param buffer - which may be written to until it is sent
   * @param offset - in bytes
   * @param length - in bytes
   * @param address - an address of the socket's family
   * @param beforeCallback - called right before it is sent; what it throws is told to afterCallback, and nothing is sent
   * @param afterCallback - told of wrong arguments, too, before this returns
   * @throws TypeError if a callback is none
   */
  send(buffer: NodeJS.ArrayBufferView, offset: number, length: number, address: string, beforeCallback: (() => void) | null | undefined, afterCallback: AfterCallback): this;

  /** The same without a beforeCallback. */
  send(buffer: NodeJS.ArrayBufferView, offset: number, length: number, address: string, afterCallback: AfterCallback): this;

  /**
   * Reads an option into a buffer, see {@link https://man7.org/linux/man-pages/man2/getsockopt.2.html | getsockopt(2)}.
   *
   * @param level - one of {@link SocketLevel}, or another number of the system's
   * @param option - one of {@link SocketOption}, or another number of the system's
   * @param length - how many bytes at most; left out, as many as the buffer has
   * @returns how many bytes were written
   * @throws {@link SystemError}; TypeError or RangeError if an argument is wrong
   */
  getOption(level: number, option: number, buffer: NodeJS.ArrayBufferView, length?: number): number;

  /**
   * Sets an option to a number of 32 bits, see {@link https://man7.org/linux/man-pages/man2/setsockopt.2.html | setsockopt(2)}.
   *
   * @param level - as for getOption
   * @param option - as for getOption
   * @throws {@link SystemError}; TypeError or RangeError if an argument is wrong
   */
  setOption(level: number, option: number, value: number): void;

  /**
   * Sets an option to the bytes of a buffer, in the system's layout.
   *
   * @param length - how many of them; left out, all
   */
  setOption(level: number, option: number, buffer: NodeJS.ArrayBufferView, length?: number): void;

  /** Receives no more until it is resumed; the system keeps what comes, as long as it has room. */
  pauseRecv(): this;

  /** Sends no more until it is resumed, as the next `send` does. */
  pauseSend(): this;

  /** Receives again. */
  resumeRecv(): this;

  /** Sends what is queued. */
  resumeSend(): this;

  /** Closes the socket, calls back with an error what was queued, and emits "close", all before it returns. Once it is closed this only emits. */
  close(): this;

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
 * Opens a raw socket, for which the process needs to be root or to have CAP_NET_RAW. On macOS ICMP takes no privilege.
 *
 * @throws {@link SystemError} if socket(2) fails: "Operation not permitted", "Protocol not supported"…; TypeError or RangeError if an option is wrong
 */
export function createSocket(options?: SocketOptions | null): Socket;

/** A part of a buffer. */
export interface BufferPart {
  buffer: NodeJS.ArrayBufferView;
  /** In bytes. */
  offset: number;
  /** In bytes. */
  length: number;
}

/**
 * The checksum of IP, ICMP, UDP and TCP ({@link https://www.rfc-editor.org/rfc/rfc1071 | RFC 1071}) over all the buffers and parts. Each that
 * has an odd number of bytes counts as if a zero followed.
 *
 * @returns 0–65,535
 * @throws RangeError if a part is not in its buffer; TypeError if it is none
 */
export function createChecksum(...parts: (NodeJS.ArrayBufferView | BufferPart)[]): number;

/**
 * Writes a checksum into a buffer, the higher byte first.
 *
 * @param offset - in bytes
 * @param checksum - 0–65,535
 * @returns the buffer
 */
export function writeChecksum<B extends NodeJS.ArrayBufferView>(buffer: B, offset: number, checksum: number): B;

/** A number of 32 bits from the order of the host into that of the network. */
export function htonl(uint32: number): number;
/** A number of 16 bits from the order of the host into that of the network. */
export function htons(uint16: number): number;
/** A number of 32 bits from the order of the network into that of the host. */
export function ntohl(uint32: number): number;
/** A number of 16 bits from the order of the network into that of the host. */
export function ntohs(uint16: number): number;
