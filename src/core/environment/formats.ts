import type { Profile } from "../profiles/profile.ts";
import { databricksVariables } from "./isolate.ts";
import type { ProfileVariable, ProfileVariables } from "./profileVariables.ts";

/** Forms in which an environment can be copied. */
export const environmentFormats = [
  { id: "dotenv", label: ".env file", language: "dotenv" },
  { id: "shell", label: "Shell (bash, zsh)", language: "shellscript" },
  { id: "powershell", label: "PowerShell", language: "powershell" },
  { id: "github", label: "GitHub Actions", language: "yaml" },
  { id: "compose", label: "Docker Compose", language: "yaml" },
] as const;

export type EnvironmentFormat = (typeof environmentFormats)[number]["id"];

/**
 * The environment of a profile as text to paste. Secrets are references to a variable or secret that the reader sets
 * elsewhere, named after the profile; their values are never part of it.
 */
export function formatEnvironment(
  profile: Pick<Profile, "name">,
  { variables, notes }: ProfileVariables,
  format: EnvironmentFormat,
): string {
  const references = variables.flatMap((variable) =>
    "secret" in variable ? [{ variable: variable.name, reference: referenceName(profile, variable) }] : [],
  );
  const store = format === "github" ? "a secret of the repository" : "a variable that your secret store sets";
  const comments = [
    `Databricks profile ${oneLine(profile.name)}`,
    ...references.map(({ variable, reference }) => `${variable} comes from ${store}: ${reference}`),
    ...notes,
  ];
  const lines = comments.map((comment) => `# ${comment}`);
  return [...lines, ...writers[format](profile, variables), ""].join("\n");
}

type Writer = (profile: Pick<Profile, "name">, variables: readonly ProfileVariable[]) => string[];

const writers: Readonly<Record<EnvironmentFormat, Writer>> = {
  dotenv: (profile, variables) =>
    variables.map((variable) =>
      "value" in variable
        ? `${variable.name}=${dotenvText(variable.value)}`
        : `${variable.name}=\${${referenceName(profile, variable)}}`,
    ),
  shell: (profile, variables) => [
    `unset ${strangers(variables).join(" ")}`,
    ...variables.map((variable) =>
      "value" in variable
        ? `export ${variable.name}=${shellText(variable.value)}`
        : `export ${variable.name}="\${${referenceName(profile, variable)}:?is not set}"`,
    ),
  ],
  powershell: (profile, variables) => [
    ...strangers(variables).map((name) => `Remove-Item Env:${name} -ErrorAction SilentlyContinue`),
    ...variables.map((variable) =>
      "value" in variable
        ? `$env:${variable.name} = '${variable.value.replaceAll("'", "''")}'`
        : `$env:${variable.name} = $env:${referenceName(profile, variable)}`,
    ),
  ],
  github: (profile, variables) => [
    "env:",
    ...variables.map((variable) =>
      "value" in variable
        ? `  ${variable.name}: ${yamlText(variable.value)}`
        : `  ${variable.name}: \${{ secrets.${referenceName(profile, variable)} }}`,
    ),
  ],
  compose: (profile, variables) => [
    "environment:",
    ...variables.map((variable) =>
      "value" in variable
        ? // Compose replaces variables in values; `$$` is a dollar sign.
          `  ${variable.name}: ${yamlText(variable.value.replaceAll("$", "$$$$"))}`
        : `  ${variable.name}: \${${referenceName(profile, variable)}:?is not set}`,
    ),
  ],
};

/** `DEV_DATABRICKS_TOKEN`: a name of its own, because a variable that refers to itself is empty in most readers. */
function referenceName({ name }: Pick<Profile, "name">, variable: ProfileVariable): string {
  const prefix = name
    .toUpperCase()
    .replace(/[^A-Z\d]+/g, "_")
    .replace(/^_+|_+$/g, "");
  // No shell takes a name that begins with a digit, and GitHub keeps its own prefix to itself.
  const safe = prefix === "" ? "PROFILE" : /^(?:\d|GITHUB(?:_|$))/.test(prefix) ? `PROFILE_${prefix}` : prefix;
  return `${safe}_${variable.name}`;
}

/** Variables that would change who signs in, other than those that are set. */
function strangers(variables: readonly ProfileVariable[]): string[] {
  return databricksVariables.filter((name) => !variables.some((variable) => variable.name === name));
}

function dotenvText(text: string): string {
  if (/^[\w./:@+=,-]*$/.test(text)) return text;
  // Single quotes keep everything as it is, in every reader.
  return text.includes("'") ? `"${text.replace(/(["\\$`])/g, "\\$1")}"` : `'${text}'`;
}

export function shellText(text: string): string {
  return /^[\w./:@+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** JSON is YAML; plain words need no quotes, unless YAML would read them as something else. */
function yamlText(text: string): string {
  const isPlain =
    /^[A-Za-z/][\w./@+-]*(?::\/\/[\w./:@+-]*)?$/.test(text) && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(text);
  return isPlain ? text : JSON.stringify(text);
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, " ");
}
