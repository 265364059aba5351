import type { Dependency } from "./dependency.ts";

const required = /^[ \t]*(?:require[ \t]+)?([\w.-]+\.[\w.-]+\/[^\s"]+)[ \t]+v(\d[\w.+-]*)/gm;

/** The modules of a `go.mod`: minimal version selection makes each the version that is built, unless another module asks for more. */
export function readGoMod(text: string): Dependency[] {
  const blocks = text.replace(/^[ \t]*(?:replace|exclude|retract)\b[ \t]*(?:\([^)]*\)|[^\n]*)/gm, (block) =>
    block.replace(/[^\n]/g, " "),
  );
  return [...blocks.matchAll(required)].map(({ 0: whole, 1: name = "", 2: version = "", index }) => {
    const start = index + whole.indexOf(name);
    return {
      ecosystem: "go",
      name,
      requested: `v${version}`,
      exact: version,
      lowest: version,
      start,
      end: index + whole.length,
    };
  });
}
