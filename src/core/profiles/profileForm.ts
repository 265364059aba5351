import { errorText } from "../base/errors.ts";
import { profileNameProblem } from "./editDatabrickscfg.ts";
import type { FieldFacts } from "./fields.ts";
import { authFacts, commonFields, factsOf, fieldFacts, isSecretKey } from "./fields.ts";
import { isAccountHost, parseHost, parseWarehouse } from "./host.ts";
import { redirectUrlProblem } from "./newProfile.ts";
import type { ProfileDraft } from "./profileDraft.ts";
import { tokenProblem } from "./token.ts";

/** A row of the form. */
export interface FormField extends FieldFacts {
  readonly group: "workspace" | "signIn" | "other";
  readonly isSecret: boolean;
  readonly isRequired: boolean;
}

/**
 * Rows for a way to sign in, in their order.
 * @param present keys that the section has; those that belong to no other row come last, whatever they are.
 */
export function formFields(authType: string, present: readonly string[]): readonly FormField[] {
  const auth = authFacts.find(({ type }) => type === authType);
  const row = (group: FormField["group"], key: string): FormField => ({
    ...(factsOf(key) ?? { key, label: key, help: "No Databricks tool that we know reads this key." }),
    group,
    isSecret: isSecretKey(key),
    isRequired: key === "host" || (auth?.required.includes(key) ?? false),
  });
  const rows = [
    ...commonFields.map((key) => row("workspace", key)),
    ...(auth?.fields ?? []).map((key) => row("signIn", key)),
  ];
  const isOther = (key: string) => key !== "auth_type" && !rows.some((shown) => shown.key === key);
  return [...rows, ...[...new Set(present)].filter(isOther).map((key) => row("other", key))];
}

/** Known fields that the form does not show yet. */
export function addableFields(shown: readonly FormField[]): readonly FieldFacts[] {
  return fieldFacts.filter(({ key }) => !shown.some((field) => field.key === key));
}

/**
 * What is wrong with a draft, by field; `name` is one too. Empty when it can be saved. An empty name is no problem of its
 * own while there is no host that it could be taken from.
 */
export function draftProblems(draft: ProfileDraft, taken: readonly string[]): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  const name = profileNameProblem(draft.name);
  if (name !== undefined) problems["name"] = name;
  else if (taken.includes(draft.name)) problems["name"] = `There is a profile “${draft.name}” already.`;
  const values: Readonly<Record<string, string>> = { ...draft.fields, ...draft.secrets };
  for (const { key, label, isRequired } of formFields(draft.authType, Object.keys(values))) {
    const value = values[key]?.trim() ?? "";
    const problem = value === "" ? (isRequired ? `${label} is needed.` : undefined) : fieldProblem(key, value);
    if (problem !== undefined) problems[key] = problem;
  }
  if (draft.name === "" && problems["host"] !== undefined) delete problems["name"];
  const needsAccount = problems["host"] === undefined && isAccountHost(parseHost(values["host"] ?? "").host);
  if (needsAccount && (values["account_id"] ?? "").trim() === "")
    problems["account_id"] = "This host is the account console, which needs the id of the account.";
  return problems;
}

function fieldProblem(key: string, value: string): string | undefined {
  switch (key) {
    case "host":
      try {
        parseHost(value);
        return undefined;
      } catch (error) {
        return errorText(error);
      }
    case "warehouse_id":
      return parseWarehouse(value) === undefined ? "This is neither a warehouse id nor an HTTP path." : undefined;
    case "redirect_url":
      return redirectUrlProblem(value);
    case "token":
      return tokenProblem(value);
    case "client_id":
      return /^[\w.-]+$/.test(value) ? undefined : "A client id is one word.";
    case "discovery_url":
    case "metadata_service_url":
      return /^https?:/i.test(value) && URL.canParse(value)
        ? undefined
        : "Write the whole address, beginning with https://.";
    default:
      // The rest of what the file cannot hold is refused when the change is shown.
      return /[\r\n]/.test(value) ? "A value is one line." : undefined;
  }
}
