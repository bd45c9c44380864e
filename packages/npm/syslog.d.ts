/// <reference types="node" />

/** The name of a severity: those of {@link https://man7.org/linux/man-pages/man3/syslog.3.html | syslog(3)}, and two that consoles have. */
export type Severity = "emerg" | "alert" | "crit" | "err" | "warning" | "notice" | "info" | "debug" | "error" | "warn";

/** The name of a facility. */
export type Facility =
  | "kern" | "user" | "mail" | "daemon" | "auth" | "syslog" | "lpr" | "news" | "uucp" | "cron" | "authpriv" | "ftp"
  | "ntp" | "security" | "console" | "solaris-cron"
  | "local0" | "local1" | "local2" | "local3" | "local4" | "local5" | "local6" | "local7";

/** A value in structured data; numbers and booleans are written as text. */
export type SyslogValue = string | number | bigint | boolean;

/**
 * Structured data, see {@link https://www.rfc-editor.org/rfc/rfc5424#section-6.3 | RFC 5424, 6.3}: elements by their ids, `"name@number"` but for
 * those that are registered, and their parameters by their names. An array of values gives the parameter several times. Names have at most 32
 * printable ASCII characters, without space, `=`, `"` and `]`.
 */
export type StructuredData = Record<string, Record<string, SyslogValue | readonly SyslogValue[]>>;

/** What every {@link Syslog} may be told. */
export interface SyslogCommonOptions {
  /** What part of the system speaks, by its name or number; left out, `"user"`. */
  facility?: Facility | number;
  /** The program's name, at most 48 printable ASCII characters; left out, that of the script's file. null for none. */
  appName?: string | null;
  /** What tells the processes of one program apart; left out, the process's id. null for none. */
  procId?: string | number | null;
  /** The machine's name; left out, `Socket.getHostName()`. null for none. The local format has none. */
  hostname?: string | null;
  /**
   * `"rfc5424"`; or `"local"`, which is what syslog(3) writes, without a place for `id` and `data`. Left out, `"local"` for a path and
   * `"rfc5424"` for an address: rsyslog and journald read the machine's own socket as lines of syslog(3), unless they are told otherwise (of
   * rsyslog: `useSpecialParser="off"`).
   */
  format?: "rfc5424" | "local";
  /**
   * How many bytes a message has at most, without the count that stands in front of it over TCP: 480–65535; left out, 2048, which RFC 5424 asks
   * every receiver to take. The text of a longer one is cut where a character ends.
   */
  maxLength?: number;
  /**
   * Whether the text begins with a byte order mark. RFC 5424 asks for one where text is UTF-8, which it always is; daemons take it for a part of
   * the text. Left out, there is none.
   */
  bom?: boolean;
  /** How many milliseconds {@link Syslog.write} waits at most for the connection, and for room; left out or 0, for ever. */
  timeout?: number;
}

/** For the daemon of this machine. */
export interface SyslogPathOptions extends SyslogCommonOptions {
  /** Datagrams to a Unix socket. */
  transport?: "unix";
  /** Its path; left out, `"/dev/log"`. */
  path?: string;
  /** Left out: it is a path. */
  address?: undefined;
  /** Left out: it is a path. */
  port?: undefined;
}

/** For a daemon that has an address. */
export interface SyslogAddressOptions extends SyslogCommonOptions {
  /** Left out, `"udp"`. Over TCP each message has its length in front, see {@link https://www.rfc-editor.org/rfc/rfc6587#section-3.4.1 | RFC 6587, 3.4.1}. */
  transport?: "udp" | "tcp";
  /** An IPv4 or IPv6 address, or a name, which is resolved when the socket is opened. */
  address: string;
  /** Left out, 514. */
  port?: number;
  /** Left out: it is an address. */
  path?: undefined;
}

/** Where messages go, and what they all have. */
export type SyslogOptions = SyslogPathOptions | SyslogAddressOptions;

/** What stands beside a message's text. */
export interface SyslogDetails {
  /** What kind of message it is (MSGID), at most 32 printable ASCII characters. Only in format `"rfc5424"`. */
  id?: string | null;
  /** Structured data. Only in format `"rfc5424"`. */
  data?: StructuredData;
  /** When it happened; left out, now. */
  timestamp?: Date;
}

/** The same, and how a promise ends early. */
export interface SyslogAsyncDetails extends SyslogDetails {
  /** Rejects with the signal's reason; what the socket has not taken by then is not sent. */
  signal?: AbortSignal;
  /** Milliseconds for each step, after which it rejects with ETIMEDOUT; counted from when the messages before are sent. */
  timeout?: number;
}

/**
 * Writes to a syslog daemon. Its socket is opened by the first message, and again when the daemon has come again: a path or an address is looked
 * up for each datagram; over TCP a message whose connection turns out to have gone is sent once more over a new one, so that a daemon may
 * have it twice, and what the last connection had taken when the daemon went may be lost.
 *
 * ```js
 * const { Syslog } = require("teasocket/syslog");
 *
 * const log = new Syslog({ address: "logs.example", transport: "tcp", facility: "daemon", appName: "shop" });
 * log.write("warning", "a payment was refused", { id: "PAYMENT", data: { "order@32473": { number: 17 } } });
 * ```
 */
export class Syslog {
  /**
   * @param options - left out, `/dev/log`
   * @throws TypeError: an option is none that it can be
   */
  constructor(options?: SyslogOptions);

  /** The names of the severities; each one's index is its number. */
  static readonly severities: readonly Severity[];

  /** The names of the facilities; each one's index is its number. */
  static readonly facilities: readonly Facility[];

  /**
   * Sends a message, and returns when the system has it: it is not lost if the process ends next. Waits while the daemon's queue is full.
   *
   * @param severity - its name, or 0–7
   * @param message - the text
   * @param details - an id, structured data
   * @returns how many bytes of the text were cut off, 0 of nearly all
   * @throws TypeError: something cannot be written
   * @throws RangeError: id and data leave no room for the text
   * @throws SocketError: ENOENT, ECONNREFUSED, ETIMEDOUT… Over UDP nobody tells that there is no daemon
   * @throws Error: EBUSY: a message of {@link Syslog.writeAsync} is pending; ERR_TEASOCKET_NOT_OPEN: this is closed
   */
  write(severity: Severity | number, message: string, details?: SyslogDetails): number;

  /**
   * The same without blocking; messages are sent in the order of the calls.
   *
   * @returns a promise for how many bytes of the text were cut off; rejected with what {@link Syslog.write} throws
   */
  writeAsync(severity: Severity | number, message: string, details?: SyslogAsyncDetails): Promise<number>;

  /** Closes the socket: pending promises are rejected, and later messages fail. Closing again does nothing. */
  close(): void;

  /** Closes: for `using`. */
  [Symbol.dispose](): void;
}
