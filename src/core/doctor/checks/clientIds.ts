import type { CfgSection } from "../../profiles/databrickscfg.ts";
import { valueOf } from "../../profiles/databrickscfg.ts";
import { foreseen } from "../../errors/explain.ts";
import type { Check, Facts } from "../facts.ts";
import { quoted, variableSource } from "../facts.ts";
import type { Source } from "../input.ts";
import type { Finding } from "../report.ts";

/** The variable in which samples of the framework keep the app of user sign-ins apart; no SDK reads it. */
const userAppVariable = "DATABRICKS_U2M_CLIENT_ID";

/** A service principal is no OAuth app: its id cannot sign a user in. Both look the same, so evidence is needed. */
export const clientIds: Check = {
  run: (facts) => {
    const used = userApp(facts);
    const principal = used && principalWith(used.id, facts);
    if (used && principal) return [principalAsApp(used, principal)];
    return taken(facts);
  },
};

interface UsedId {
  readonly id: string;
  readonly source: Source;
}

/** The id that a sign-in by browser would use. */
function userApp({ input, value }: Facts): UsedId | undefined {
  const id = value("client_id");
  if (value("auth_type")?.value === "external-browser" && id) return { id: id.value, source: id.source };
  const named = input.environment[userAppVariable] ?? "";
  return named === "" ? undefined : { id: named, source: variableSource(userAppVariable, input) };
}

/** Where the same id signs in with a secret as a service principal. */
function principalWith(id: string, { input, cfg, profile }: Facts): Source | undefined {
  const { environment, files, configFile } = input;
  if (environment["DATABRICKS_CLIENT_ID"] === id && environment["DATABRICKS_AUTH_TYPE"] === "oauth-m2m")
    return variableSource("DATABRICKS_CLIENT_ID", input);
  const section = cfg.sections.find((candidate) => candidate !== profile && isPrincipal(candidate, id));
  if (section) {
    return {
      kind: "configFile",
      label: `[${section.name}] of ${configFile.path}`,
      path: configFile.path,
      line: section.line + 1,
    };
  }
  if (
    environment[userAppVariable] === id &&
    environment["DATABRICKS_CLIENT_ID"] === id &&
    environment["DATABRICKS_CLIENT_SECRET"]
  )
    return variableSource("DATABRICKS_CLIENT_ID", input);
  for (const { label, path, variables } of files) {
    const given = (name: string) => variables.find((variable) => variable.name === name);
    const same = given("DATABRICKS_CLIENT_ID");
    const isNamed = given("DATABRICKS_AUTH_TYPE")?.value === "oauth-m2m";
    if (same?.value === id && isNamed) return { kind: "file", label, path, line: same.line };
  }
  return undefined;
}

function isPrincipal(section: CfgSection, id: string): boolean {
  const type = valueOf(section, "auth_type");
  const isM2m = type === "oauth-m2m" || (type === undefined && valueOf(section, "client_secret") !== undefined);
  return isM2m && valueOf(section, "client_id") === id;
}

function principalAsApp({ id, source }: UsedId, principal: Source): Finding {
  const error = foreseen("client-not-available");
  const file = [source, principal].find(({ kind }) => kind === "configFile");
  return {
    id: "principal-as-app",
    severity: "error",
    title: "The client id of a service principal is used to sign a user in.",
    detail: `The workspace answers ${quoted(error, id)}: a service principal is no OAuth app.`,
    advice: error.fix,
    places: [source, principal],
    actions: file?.path === undefined ? [] : [{ kind: "openFile", title: "Open configuration file", path: file.path }],
  };
}

/** SDKs take whatever client id they find for the app of a sign-in by browser. */
function taken({ input, value, profile }: Facts): Finding[] {
  const id = value("client_id");
  const method = value("auth_type");
  if (method?.value !== "external-browser" || id?.source.kind !== "environment") return [];
  if (profile && valueOf(profile, "client_id") === id.value) return [];
  if (method.source.kind === "environment") return [];
  return [
    {
      id: "app-from-environment",
      severity: "warning",
      title: "The OAuth app of the profile is replaced by `DATABRICKS_CLIENT_ID` of the environment.",
      detail: "That variable usually names a service principal, which cannot sign a user in.",
      advice: "Remove `DATABRICKS_CLIENT_ID` from the environment.",
      places: [variableSource("DATABRICKS_CLIENT_ID", input)],
      actions: [{ kind: "openTerminal", title: "Open clean terminal" }],
    },
  ];
}
