import { posix, relative, sep } from "node:path";

/**
 * An ESLint rule that holds a table of layers: folder → folders it may import; all else is a breach. It sees each kind of import:
 * static, `import()`, `export … from` and `import("…")` in a type.
 *
 * A folder is named from `options.root` on; `*` stands for one part of the path, and the first row that fits counts. A layer may always
 * import itself. `type x` allows types of `x` only. Modules from outside are free, except those named in `options.runtimes`.
 *
 * @type {import("eslint").Rule.RuleModule}
 */
export const layerRule = {
  meta: {
    type: "problem",
    schema: [{ type: "object" }],
    messages: {
      unknown: "“{{from}}” is in no layer: add its folder to the table in eslint.config.mjs.",
      breach: "{{from}} may not import {{to}}{{typesOnly}}; the layers are in ARCHITECTURE.md and eslint.config.mjs.",
    },
  },
  create(context) {
    const { root, layers, runtimes } = context.options[0];
    const file = relative(root, context.filename).split(sep).join("/");
    const from = layerOf(file, layers);

    function check(source, isType) {
      if (source?.type !== "Literal" || typeof source.value !== "string") return;
      if (!from) return context.report({ node: source, messageId: "unknown", data: { from: file } });
      const name = source.value;
      const to = name.startsWith(".") ? posix.join(posix.dirname(file), name) : runtimeOf(name, runtimes);
      if (to === undefined || within(to, from.folder)) return;
      if (from.allowed.some((each) => within(to, each))) return;
      const typesOnly = from.allowed.some((each) => within(to, each.replace(/^type /, "")));
      if (typesOnly && isType) return;
      const data = { from: from.folder, to, typesOnly: typesOnly ? " but for its types" : "" };
      context.report({ node: source, messageId: "breach", data });
    }
    return {
      ImportDeclaration: (node) => check(node.source, node.importKind === "type"),
      ExportNamedDeclaration: (node) => check(node.source, node.exportKind === "type"),
      ExportAllDeclaration: (node) => check(node.source, node.exportKind === "type"),
      ImportExpression: (node) => check(node.source, false),
      TSImportType: (node) => check(node.source, true),
    };
  },
};

/** The layer of a file: the folder that fits a row of the table, and what that row allows. */
function layerOf(file, layers) {
  for (const [pattern, allowed] of Object.entries(layers)) {
    const folder = file.split("/").slice(0, pattern.split("/").length).join("/");
    if (matches(folder, pattern)) return { folder, allowed };
  }
  return undefined;
}

/** What a module from outside stands for, when only some layers may have it. */
function runtimeOf(name, runtimes) {
  return runtimes.find((each) => name === each || (each.endsWith(":") && name.startsWith(each)));
}

function within(path, pattern) {
  return matches(path.split("/").slice(0, pattern.split("/").length).join("/"), pattern);
}

function matches(path, pattern) {
  const [parts, wanted] = [path.split("/"), pattern.split("/")];
  return parts.length === wanted.length && wanted.every((each, at) => each === "*" || each === parts[at]);
}
