// The platforms that have a package, named as Node names them.

/** Each with .NET's name for it. */
const runtimes = {
  "darwin-arm64": "osx-arm64",
  "darwin-x64": "osx-x64",
  "linux-arm64": "linux-arm64",
  "linux-x64": "linux-x64",
  "win32-arm64": "win-arm64",
  "win32-x64": "win-x64",
};

/** All of them. */
export const platforms = Object.keys(runtimes);

/** The platform that this runs on. */
export const here = `${process.platform}-${process.arch}`;

/** .NET's name of a platform. */
export const runtimeOf = (platform) => runtimes[platform];

/** The platforms that a command's arguments name, or without any the one that it runs on. Ends the program if one has no package. */
export function platformsIn(args) {
  const named = args.length > 0 ? args : [here];
  const unknown = named.find((name) => !platforms.includes(name));
  if (unknown !== undefined) {
    console.error(`there is no package for ${unknown}, only for ${platforms.join(", ")}`);
    process.exit(1);
  }
  return named;
}
