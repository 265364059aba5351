import type { Node } from "@vscode/tree-sitter-wasm";
import type { Binding } from "../expression.ts";

/** Names that need no import, whatever else `import x.*` brings in. */
const languageNames = new Set(
  "System String StringBuilder StringBuffer Integer Long Boolean Double Object Math Thread Exception RuntimeException Runtime Class sys Option Some".split(
    " ",
  ),
);

/** Classes of packages that are mostly imported whole. */
const packageNames: Readonly<Record<string, ReadonlySet<string>>> = {
  "java.util": new Set(
    "Properties Map HashMap LinkedHashMap TreeMap Hashtable List ArrayList Optional Objects Collections Arrays UUID Base64 Locale Set".split(
      " ",
    ),
  ),
  "java.sql": new Set(
    "DriverManager Connection Statement PreparedStatement ResultSet SQLException Driver Date Timestamp".split(" "),
  ),
  "java.net": new Set("URI URL HttpURLConnection URLConnection URLEncoder InetAddress".split(" ")),
  "java.net.http": new Set("HttpClient HttpRequest HttpResponse".split(" ")),
};

/** First names of packages: a class may be named in full, `java.util.Properties`. */
const packageRoots = new Set("java javax com org net io okhttp3 dev".split(" "));

/**
 * What a name means that nothing in the file defines: a class of the language, of a library that is imported whole, or the
 * beginning of a full name. Without this, each `import x.*` would leave `System` and `Properties` in doubt.
 */
export function libraryNames(root: Node, name: string, stars: readonly string[]): readonly Binding[] {
  const define = (origin: string): Binding[] => [
    { source: { kind: "import", origin }, scope: root, node: root, from: 0, block: root },
  ];
  if (packageRoots.has(name)) return define(name);
  if (stars.length === 0) return [];
  if (languageNames.has(name)) return define(`:${name}`);
  const home = stars.find((star) => packageNames[star]?.has(name));
  return home === undefined ? [] : define(`${home}.${name}`);
}
