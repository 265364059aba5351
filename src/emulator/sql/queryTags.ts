/** A mark that a client puts on a statement. */
export interface QueryTag {
  readonly key: string;
  readonly value?: string | undefined;
}

/** More are left out. Source: databricks-sdk-go service/sql/model.go, ExecuteStatementRequest.QueryTags. */
const most = 20;

/** Reads `team:eng,nightly,path:a\:b`, as drivers and the setting `QUERY_TAGS` write tags; a backslash guards the next sign. */
export function readQueryTags(text: string): QueryTag[] {
  return split(text, ",")
    .map((part) => split(part, ":").map((each) => each.replace(/\\(.)/gs, "$1").trim()))
    .filter(([key = ""]) => key !== "")
    .map(([key = "", ...rest]) => (rest.length === 0 ? { key } : { key, value: rest.join(":") }));
}

/** One value per key, the last one. */
export function mergeQueryTags(...all: readonly (readonly QueryTag[])[]): QueryTag[] {
  const byKey = new Map(all.flat().map((tag) => [tag.key, tag]));
  return [...byKey.values()].slice(0, most);
}

/** Splits at a sign that no backslash guards. */
function split(text: string, sign: string): string[] {
  const parts = [""];
  for (const [piece] of text.matchAll(/\\.|[\s\S]/gs)) {
    if (piece === sign) parts.push("");
    else parts.push((parts.pop() ?? "") + piece);
  }
  return parts;
}
