import { below } from "../settings/leaf.ts";
import { jsonLeaves } from "../settings/jsonLeaves.ts";
import type { Dependency } from "./dependency.ts";
import { readRange } from "./version.ts";

/** `package.json`; what comes from git, a folder or the workspace has no version. */
export function readPackageJson(text: string): Dependency[] {
  const leaves = jsonLeaves(text);
  const kinds = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"];
  return kinds.flatMap((kind) =>
    below(leaves, [kind]).flatMap(({ path: [name = ""], value, keyRange, valueRange }): Dependency[] => {
      const requested = value.replace(/^npm:(?:@?[^@]+)@/, "").replace(/^workspace:/, "");
      if (/^(?:git|https?|file|link|portal|catalog|github)[+:]|\//.test(requested)) return [];
      const range = requested === "*" || requested === "latest" ? {} : readRange("npm", requested);
      return [{ ecosystem: "npm", name, requested, start: keyRange.start - 1, end: valueRange.end + 1, ...range }];
    }),
  );
}
