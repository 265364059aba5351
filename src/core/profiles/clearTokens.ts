/** A secret of Databricks that stands in a text in the clear. Its value is not repeated here. */
export interface ClearToken {
  readonly kind: "personal access token" | "OAuth secret" | "refresh token";
  /** UTF-16 offset and zero-based line. */
  readonly start: number;
  readonly line: number;
}

/** Shapes as public secret scanners know them; see `cmd/generate/config/rules/databricks.go` of gitleaks/gitleaks. */
const shapes = /\b(dapi|dose|doau)([0-9a-f]{32})(?:-\d+)?\b/gi;

const kinds: Readonly<Record<string, ClearToken["kind"]>> = {
  dapi: "personal access token",
  dose: "OAuth secret",
  doau: "refresh token",
};

/** Finds secrets by their shape. One of very few different characters is an example that nobody can use. */
export function clearTokens(text: string): readonly ClearToken[] {
  const found: ClearToken[] = [];
  for (const { 1: prefix = "", 2: random = "", index } of text.matchAll(shapes)) {
    const kind = kinds[prefix.toLowerCase()];
    if (kind === undefined || new Set(random.toLowerCase()).size < 4) continue;
    found.push({ kind, start: index, line: text.slice(0, index).split(/\r\n|\n|\r/).length - 1 });
  }
  return found;
}
