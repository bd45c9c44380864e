// Where things are: the repository's folders, and that of the pages that VitePress is given.

import { fileURLToPath } from "node:url";
import { join } from "node:path";

/** The repository. */
export const repository = fileURLToPath(new URL("../../", import.meta.url));

/** Where the pages are gathered, those that people have written and those that are made. */
export const pages = fileURLToPath(new URL("../.pages/", import.meta.url));

/** The declarations that the reference is made from. */
export const declarationsFile = join(repository, "packages/npm/index.d.ts");

/** What docfx has made of the C# libraries. */
export const csharpMetadata = join(repository, "artifacts/csharp");

/** The examples of the reference. */
export const examples = join(repository, "docs/examples");

/** What stands before each path of the site, "/" unless it is served from a folder of another one. */
export const base = process.env.SITE_BASE ?? "/";
