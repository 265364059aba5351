import { findNodeAtLocation, parseTree, printParseErrorCode } from "jsonc-parser";
import type { JSONPath, Node, ParseError } from "jsonc-parser";
import type { TextRange } from "../base/text.ts";
import type { Identity } from "./identity.ts";
import { checkUserAgent, formatIdentity, isPlaceholder } from "./identity.ts";

/** Severity of a rule as people write it. */
export type RuleSetting = "off" | "info" | "warn" | "error";

export const ruleSettings: readonly RuleSetting[] = ["off", "info", "warn", "error"];

/** Where `pwaf.json` says the version is kept: a file beside it. */
export interface VersionSource {
  readonly from: string;
}

export interface ProjectConfig {
  readonly isv?: string;
  readonly product?: string;
  readonly version?: string | VersionSource;
  /** Rule id → severity. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Globs, relative to the folder of `pwaf.json`, that are not checked. */
  readonly ignore: readonly string[];
}

/** Something wrong in `pwaf.json`; the rest of the file still counts. */
export interface ConfigProblem extends TextRange {
  readonly message: string;
  /** An error makes settings say something else than was meant; a warning does not. */
  readonly severity: "error" | "warning";
}

export const emptyProjectConfig: ProjectConfig = { rules: {}, ignore: [] };

/**
 * Reads the text of `pwaf.json` (comments and trailing commas allowed). Never throws: what is wrong comes back as problems.
 * @param ruleProblem what is wrong with the id of a rule. Ids are taken as they are, if absent.
 */
export function parseProjectConfig(
  text: string,
  ruleProblem: (id: string) => string | undefined = () => undefined,
): {
  readonly config: ProjectConfig;
  readonly problems: readonly ConfigProblem[];
} {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
  const problems: ConfigProblem[] = errors.map((error) => ({
    start: Math.min(error.offset, text.length),
    end: Math.min(error.offset + error.length, text.length),
    message: `This is not valid JSON: ${spaced(printParseErrorCode(error.error))}.`,
    severity: "error",
  }));
  if (!root || root.type !== "object") {
    if (problems.length === 0)
      problems.push({
        start: 0,
        end: text.length,
        message: "`pwaf.json` must hold one JSON object.",
        severity: "error",
      });
    return { config: emptyProjectConfig, problems };
  }
  const reader = new Reader(root, problems);
  const isv = reader.text(["isv"]);
  const product = reader.text(["product"]);
  const version = reader.version();
  const config: ProjectConfig = {
    ...(isv === undefined ? {} : { isv }),
    ...(product === undefined ? {} : { product }),
    ...(version === undefined ? {} : { version }),
    rules: reader.rules(ruleProblem),
    ignore: reader.globs(),
  };
  reader.checkIdentity(config);
  reader.checkKeys();
  return { config, problems };
}

/** The identity of a project, or undefined when `pwaf.json` does not name company and product. */
export function identityOf(config: ProjectConfig, version: string | undefined): Identity | undefined {
  if (config.isv === undefined || config.product === undefined) return undefined;
  return { isv: config.isv, product: config.product, ...(version === undefined ? {} : { version }) };
}

const alphabets = {
  isv: "letters, digits, `.` and `-`",
  product: "letters, digits, `.`, `-` and `_`",
  version: "letters, digits, `.`, `-` and `+`",
};

const knownKeys = ["$schema", "isv", "product", "version", "rules", "ignore", "conformance"];

class Reader {
  readonly #root: Node;
  readonly #problems: ConfigProblem[];

  constructor(root: Node, problems: ConfigProblem[]) {
    this.#root = root;
    this.#problems = problems;
  }

  text(path: JSONPath): string | undefined {
    const node = this.#at(path);
    if (!node) return undefined;
    if (node.type === "string" && node.value !== "") return String(node.value);
    this.#report(node, `\`${path.join(".")}\` must be a text that is not empty.`);
    return undefined;
  }

  version(): string | VersionSource | undefined {
    const node = this.#at(["version"]);
    if (node?.type !== "object") return this.text(["version"]);
    const from = this.text(["version", "from"]);
    if (from === undefined && !this.#at(["version", "from"])) {
      this.#report(node, '`version` must be a text or {"from": "package.json"}.');
    }
    return from === undefined ? undefined : { from };
  }

  rules(problemOf: (id: string) => string | undefined): Record<string, RuleSetting> {
    const rules: Record<string, RuleSetting> = {};
    for (const [key, node] of this.#members("rules")) {
      const id = String(key.value);
      const problem = problemOf(id);
      if (problem !== undefined) this.#report(key, problem, "warning");
      const setting = ruleSettings.find((known) => known === node.value);
      if (setting) rules[id] = setting;
      else this.#report(node, `The severity of \`${id}\` must be one of ${ruleSettings.join(", ")}.`);
    }
    return rules;
  }

  globs(): string[] {
    const node = this.#at(["ignore"]);
    if (!node) return [];
    if (node.type !== "array") {
      this.#report(node, "`ignore` must be a list of file patterns.");
      return [];
    }
    const children = node.children ?? [];
    for (const child of children) if (child.type !== "string") this.#report(child, "A file pattern must be a text.");
    return children.flatMap((child) => (child.type === "string" ? [String(child.value)] : []));
  }

  checkIdentity({ isv, product, version }: ProjectConfig): void {
    const parts = { isv, product, version };
    for (const key of ["isv", "product", "version"] as const) {
      const value = parts[key];
      const node = this.#at([key]);
      if (typeof value !== "string" || !node) continue;
      const sample = formatIdentity({ isv: "A", product: "B", [key]: value });
      const check = checkUserAgent(sample);
      // `a/b` as a product would be well formed, as product `a` of version `b`.
      if (check.ok && check.identity[key] === value) continue;
      const message = `\`${value}\` cannot be the ${key} of a User-Agent: it may hold ${alphabets[key]}, and begins with a letter or digit.`;
      this.#report(node, message);
    }
    const node = this.#at(["isv"]);
    if (isv !== undefined && node && isPlaceholder(`${isv}_${product ?? "x"}`)) {
      this.#report(node, "This is the example's company. Put your own name here.", "warning");
    }
  }

  checkKeys(): void {
    for (const property of this.#root.children ?? []) {
      const key = property.children?.[0];
      if (key && !knownKeys.includes(String(key.value))) {
        this.#report(
          key,
          `\`${String(key.value)}\` is not a setting of pwaf.json. Known are ${knownKeys.slice(1).join(", ")}.`,
          "warning",
        );
      }
    }
  }

  /** Key and value of each member of an object. */
  #members(name: string): [Node, Node][] {
    const node = this.#at([name]);
    if (!node) return [];
    if (node.type !== "object") {
      this.#report(node, `\`${name}\` must be an object.`);
      return [];
    }
    return (node.children ?? []).flatMap((property) => {
      const [key, value] = property.children ?? [];
      return key && value ? [[key, value] as [Node, Node]] : [];
    });
  }

  #at(path: JSONPath): Node | undefined {
    return findNodeAtLocation(this.#root, path);
  }

  #report(node: Node, message: string, severity: ConfigProblem["severity"] = "error"): void {
    this.#problems.push({ start: node.offset, end: node.offset + node.length, message, severity });
  }
}

/** `InvalidSymbol` → `invalid symbol`. */
function spaced(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}
