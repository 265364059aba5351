import type { Field } from "../formKit/fields.ts";
import { fields as allFields } from "../formKit/fields.ts";
import type { Snippet } from "../snippets/snippet.ts";

/** What projects call the file, the usual name first. */
const usualNames = [".env.example", ".env.sample", ".env.template", ".env.dist", "env.example"];
const usual = ".env.example";

/** Variables that say where to connect to, whatever the way to sign in. */
const places: readonly string[] = [
  ...["DATABRICKS_HOST", "DATABRICKS_HTTP_PATH", "DATABRICKS_CLUSTER_ID"],
  ...["LAKEBASE_ENDPOINT", "PGHOST", "PGPORT", "PGDATABASE"],
];

/** True for a file that lists variables without their values. */
export function isEnvironmentExample(path: string): boolean {
  return usualNames.includes(path) || /^\.env\.[\w.-]+\.example$/.test(path);
}

/**
 * Where the variables go: into `.env.example`, or what the project calls it, unless that one has variables of another way to sign in. Two of them in
 * one file are what programs mix up.
 */
export function exampleFile(
  texts: ReadonlyMap<string, string>,
  wanted: readonly Field[],
  { connector, auth }: Pick<Snippet, "connector" | "auth">,
): string {
  const name = usualNames.find((each) => texts.has(each)) ?? usual;
  const text = texts.get(name) ?? "";
  const others = allFields.filter(
    ({ variable }) => !places.includes(variable) && !wanted.some((field) => field.variable === variable),
  );
  const isMixed = others.some(({ variable }) => sets(text, variable));
  return isMixed ? `.env.${connector}-${auth}.example` : name;
}

/** The file with a line for each variable that it lacks, and what goes there; what may be left out is a comment. */
export function environmentExample(text: string | undefined, fields: readonly Field[]): string {
  const lines = fields
    .filter(({ variable }) => !names(text ?? "", variable))
    .map(({ variable, label, help, example, isSecret, isOptional, defaultValue = "" }) => {
      const kept = isSecret ? " Keep it in a secret store, never in a file that is committed." : "";
      const shown = example === undefined ? "" : ` For instance ${example}`;
      // Set to nothing is not the same as not set.
      const line = isOptional ? `# ${variable}=${defaultValue}` : `${variable}=`;
      return `# ${label}${isOptional ? " (optional)" : ""}. ${help}${kept}${shown}\n${line}\n`;
    });
  const before = text === undefined || text === "" ? "" : `${text.trimEnd()}\n\n`;
  return lines.length === 0 ? (text ?? "") : before + lines.join("");
}

function sets(text: string, variable: string): boolean {
  return new RegExp(`^[ \\t]*(?:export[ \\t]+)?${variable}[ \\t]*=`, "m").test(text);
}

/** True where a comment names the variable, too. */
function names(text: string, variable: string): boolean {
  return sets(text.replace(/^[ \t]*#[ \t]*/gm, ""), variable);
}
