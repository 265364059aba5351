import { attributes } from "./attributes.ts";

/** Values by name, as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that clients of Databricks are known to read, with the prefix and without. */
export const databricksVariables: readonly string[] = [
  ...attributes.flatMap(({ variables, variablesOf }) => [...variables, ...Object.values(variablesOf ?? {}).flat()]),
  "DATABRICKS_OIDC_TOKEN",
  "DATABRICKS_SDK_UPSTREAM",
  "DATABRICKS_SDK_UPSTREAM_VERSION",
  "SPARK_REMOTE",
  "SPARK_CONNECT_USER_AGENT",
];

const known: ReadonlySet<string> = new Set(databricksVariables);

/** True for a variable that may tell a client of Databricks where or how to sign in, or what to call itself. */
export function isDatabricksVariable(name: string): boolean {
  // Windows does not tell upper from lower case.
  const upper = name.toUpperCase();
  return upper.startsWith("DATABRICKS_") || known.has(upper);
}

/**
 * An environment with exactly the given Databricks variables: whatever else of Databricks was in it is gone.
 * Variables that are neither stay.
 */
export function isolated(environment: Environment, variables: Environment): Record<string, string> {
  const kept = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !isDatabricksVariable(entry[0]),
  );
  const given = Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries([...kept, ...given]);
}
