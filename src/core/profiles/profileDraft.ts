import { errorText } from "../base/errors.ts";
import { allSections, valueOf } from "./databrickscfg.ts";
import type { CfgFields } from "./editDatabrickscfg.ts";
import { duplicateProfile, profileNameProblem, renameProfile, upsertProfile } from "./editDatabrickscfg.ts";
import type { FieldFacts } from "./fields.ts";
import { authFacts, commonFields, factsOf, fieldFacts, isSecretKey } from "./fields.ts";
import { isAccountHost, parseHost, parseWarehouse } from "./host.ts";
import { redirectUrlProblem } from "./newProfile.ts";
import { tokenProblem } from "./token.ts";
import { toProfile } from "./toProfile.ts";

/** Where a draft begins. `name` is the section that is edited or copied. */
export type DraftOrigin =
  | { readonly kind: "new" }
  | { readonly kind: "edit"; readonly name: string }
  | { readonly kind: "copy"; readonly name: string };

/** What a form holds. */
export interface ProfileDraft {
  readonly name: string;
  /** `auth_type`; `other` leaves what the section says. */
  readonly authType: string;
  /** Fields that are no secrets; an empty one is taken out of the section, one that is not named stays. */
  readonly fields: Readonly<Record<string, string>>;
  /** Secrets that were typed; what is empty or not named stays as it is. */
  readonly secrets: Readonly<Record<string, string>>;
  /** True writes typed secrets to the file; else they are for secret storage and the file loses its own. */
  readonly secretsInFile: boolean;
}

/** A row of the form. */
export interface FormField extends FieldFacts {
  readonly group: "workspace" | "signIn" | "other";
  readonly isSecret: boolean;
  readonly isRequired: boolean;
}

/** Rows for a way to sign in, in their order. Keys that the section has besides are shown too, whatever they are. */
export function formFields(authType: string, present: readonly string[]): FormField[] {
  const auth = authFacts.find(({ type }) => type === authType);
  const shown: readonly string[] = [...commonFields, ...(auth?.fields ?? [])];
  const others = present.filter((key) => key !== "auth_type" && !shown.includes(key));
  const row =
    (group: FormField["group"]) =>
    (key: string): FormField => ({
      ...(factsOf(key) ?? { key, label: key, help: "No Databricks tool that we know reads this key." }),
      group,
      isSecret: isSecretKey(key),
      isRequired: key === "host" || (auth?.required.includes(key) ?? false),
    });
  return [...commonFields.map(row("workspace")), ...(auth?.fields ?? []).map(row("signIn")), ...new Set(others)].map(
    (field) => (typeof field === "string" ? row("other")(field) : field),
  );
}

/** Known fields that the form does not show yet. */
export function addableFields(shown: readonly FormField[]): readonly FieldFacts[] {
  return fieldFacts.filter(({ key }) => !shown.some((field) => field.key === key));
}

/** The draft that a section stands for, without its secrets; a copy has no name yet. */
export function draftOf(text: string, origin: DraftOrigin): ProfileDraft {
  const empty = { name: "", authType: "databricks-cli", fields: {}, secrets: {}, secretsInFile: false };
  const section = origin.kind === "new" ? undefined : sectionOf(text, origin.name);
  if (!section) return empty;
  const known = section.entries.filter(({ key }) => !isSecretKey(key) && key !== "auth_type");
  const fields = Object.fromEntries(known.map(({ key, value }) => [key, value]));
  return {
    ...empty,
    name: origin.kind === "edit" ? section.name : "",
    authType: authTypeIn(text, section.name),
    fields,
  };
}

/** What is wrong with a draft, by field; `name` and `auth_type` are fields too. Empty when it can be saved. */
export function draftProblems(draft: ProfileDraft, taken: readonly string[]): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  const name = profileNameProblem(draft.name);
  if (name !== undefined) problems["name"] = name;
  else if (taken.includes(draft.name)) problems["name"] = `There is a profile “${draft.name}” already.`;
  for (const { key, label, isRequired, isSecret } of formFields(draft.authType, Object.keys(draft.fields))) {
    const value = (isSecret ? draft.secrets[key] : draft.fields[key])?.trim() ?? "";
    const problem = value === "" ? (isRequired ? `${label} is needed.` : undefined) : fieldProblem(key, value);
    if (problem !== undefined) problems[key] = problem;
  }
  const host = draft.fields["host"] ?? "";
  if (
    problems["host"] === undefined &&
    isAccountHost(parseHost(host).host) &&
    (draft.fields["account_id"] ?? "") === ""
  )
    problems["account_id"] = "This host is the account console, which needs the id of the account.";
  return problems;
}

/**
 * The text of the file with the draft in it. Only what the draft changes is touched.
 * @throws PwafError `config`, `conflict` or `not-found` when the file does not allow it.
 */
export function applyDraft(text: string, origin: DraftOrigin, draft: ProfileDraft): string {
  const { name } = draft;
  const fields = fileFields(draft);
  switch (origin.kind) {
    case "new":
      return upsertProfile(text, name, { host: fields["host"], auth_type: draft.authType, ...fields });
    case "edit":
      return withAuthType(upsertProfile(renameProfile(text, origin.name, name), name, fields), draft);
    case "copy":
      return withAuthType(upsertProfile(duplicateProfile(text, origin.name, name), name, fields), draft);
  }
}

/** A section that says nothing of its way to sign in stays silent as long as its keys say the same. */
function withAuthType(text: string, { name, authType }: ProfileDraft): string {
  const section = sectionOf(text, name);
  const isSaid = section !== undefined && valueOf(section, "auth_type") !== undefined;
  if (authType === "other" || (!isSaid && authTypeIn(text, name) === authType)) return text;
  return upsertProfile(text, name, { auth_type: authType });
}

function fileFields({ fields, secrets, secretsInFile }: ProfileDraft): CfgFields {
  const written: Record<string, string | undefined> = {};
  for (const [key, value] of Object.entries(fields)) written[key] = value.trim() === "" ? undefined : clean(key, value);
  for (const [key, value] of Object.entries(secrets))
    if (value.trim() !== "") written[key] = secretsInFile ? value.trim() : undefined;
  const pasted = (fields["host"] ?? "").trim();
  if (pasted === "") return written;
  // An address often says more than the host; what the form holds itself goes first.
  const { host, warehouseId, workspaceId } = parseHost(pasted);
  written["host"] = host === pasted.replace(/\/$/, "") ? pasted : host;
  if (host !== pasted) {
    written["warehouse_id"] ??= warehouseId;
    written["workspace_id"] ??= workspaceId;
  }
  return Object.fromEntries(
    Object.entries(written).filter(([key, value]) => value !== undefined || key in fields || key in secrets),
  );
}

function clean(key: string, value: string): string {
  return (key === "warehouse_id" ? parseWarehouse(value) : undefined) ?? value.trim();
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
      return URL.canParse(value) && /^https?:/i.test(value)
        ? undefined
        : "Write the whole address, beginning with https://.";
    default:
      return /[\r\n]/.test(value) ? "A value is one line." : undefined;
  }
}

function sectionOf(text: string, name: string) {
  return allSections(text).find((section) => section.name === name);
}

function authTypeIn(text: string, name: string): string {
  const section = sectionOf(text, name);
  // A host that is missing or wrong says nothing about the way to sign in.
  const reading =
    section && toProfile({ ...section, entries: [...section.entries.filter(({ key }) => key !== "host"), anyHost] });
  return reading?.kind === "profile" ? reading.profile.authType : "other";
}

const anyHost = { key: "host", value: "https://localhost", line: 0, valueStart: 0, valueEnd: 0 };
