// What the README's example for the runner has there and not in the npm package.

declare module "socket" {
  export * from "teasocket";
}

declare const system: {
  /** Writes to standard output. */
  stdout(part: string | Uint8Array): void;
};
