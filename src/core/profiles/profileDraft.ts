import { allSections, valueOf } from "./databrickscfg.ts";
import type { CfgFields } from "./editDatabrickscfg.ts";
import { duplicateProfile, renameProfile, upsertProfile } from "./editDatabrickscfg.ts";
import { isSecretKey } from "./fields.ts";
import { parseHost, parseWarehouse } from "./host.ts";
import type { SecretKey } from "./profile.ts";
import { toProfile } from "./toProfile.ts";

/** Where a draft begins. `name` is the section that is edited or copied. */
export type DraftOrigin =
  | { readonly kind: "new" }
  | { readonly kind: "edit"; readonly name: string }
  | { readonly kind: "copy"; readonly name: string };

/** Secrets of one profile by their key in the configuration file. */
export type ProfileSecrets = Readonly<Partial<Record<SecretKey, string>>>;

/** What a form holds. */
export interface ProfileDraft {
  readonly name: string;
  /** `auth_type`; `other` leaves what the section says. */
  readonly authType: string;
  /** Fields that are no secrets; an empty one is taken out of the section, one that is not named stays. */
  readonly fields: Readonly<Record<string, string>>;
  /** Secrets that were typed; what is empty or not named stays as it is. */
  readonly secrets: ProfileSecrets;
  /** Where the profile's secrets are to be: in the file, for other tools to read, or in secret storage only. */
  readonly secretsInFile: boolean;
}

/** The draft that a section stands for, without the values of its secrets; a copy has no name yet. */
export function draftOf(text: string, origin: DraftOrigin): ProfileDraft {
  const empty = { name: "", authType: "databricks-cli", fields: {}, secrets: {}, secretsInFile: false };
  const section = origin.kind === "new" ? undefined : sectionOf(text, origin.name);
  if (!section) return empty;
  const known = section.entries.filter(({ key }) => !isSecretKey(key) && key !== "auth_type");
  const isEdit = origin.kind === "edit";
  return {
    name: isEdit ? section.name : "",
    authType: authTypeIn(text, section.name),
    fields: Object.fromEntries(known.map(({ key, value }) => [key, value])),
    secrets: {},
    secretsInFile: isEdit && Object.keys(secretsOf(text, section.name)).length > 0,
  };
}

/** Secrets that stand in a section of the file, in the clear. */
export function secretsOf(text: string, name: string): ProfileSecrets {
  const entries = sectionOf(text, name)?.entries ?? [];
  return Object.fromEntries(
    entries.filter(({ key, value }) => isSecretKey(key) && value !== "").map(({ key, value }) => [key, value]),
  );
}

/** What secret storage has to hold when the draft is saved: secrets that were typed, or that leave the file. */
export function secretsToStore(text: string, origin: DraftOrigin, draft: ProfileDraft): ProfileSecrets {
  if (draft.secretsInFile) return {};
  const leaving = origin.kind === "edit" ? secretsOf(text, origin.name) : {};
  return { ...leaving, ...typedSecrets(draft) };
}

/**
 * The text of the file with the draft in it. Only what the draft changes is touched.
 * @param stored what secret storage holds for the profile: it goes to the file if the draft wants secrets there.
 * @throws PwafError `config`, `conflict` or `not-found` when the file does not allow it.
 */
export function applyDraft(
  text: string,
  origin: DraftOrigin,
  draft: ProfileDraft,
  stored: ProfileSecrets = {},
): string {
  const { name } = draft;
  const present = origin.kind === "edit" ? Object.keys(secretsOf(text, origin.name)) : [];
  const removed = Object.fromEntries(present.map((key) => [key, undefined]));
  const secrets = draft.secretsInFile ? { ...stored, ...typedSecrets(draft) } : removed;
  const plain = changedFields(draft, draftOf(text, origin));
  const fields: CfgFields = { ...plain, ...secrets };
  switch (origin.kind) {
    case "new":
      return upsertProfile(text, name, { host: plain["host"], auth_type: draft.authType, ...fields });
    case "edit":
      return withFields(renameProfile(text, origin.name, name), draft, fields);
    case "copy":
      return withFields(duplicateProfile(text, origin.name, name), draft, fields);
  }
}

/** A section whose keys say by themselves how to sign in need not name it. */
function withFields(text: string, { name, authType }: ProfileDraft, fields: CfgFields): string {
  const result = upsertProfile(text, name, fields);
  const isSaid = authType === "other" || authTypeIn(result, name) === authType;
  return isSaid ? result : upsertProfile(text, name, { auth_type: authType, ...fields });
}

function typedSecrets({ secrets }: ProfileDraft): ProfileSecrets {
  const typed = Object.entries(secrets).map(([key, value]) => [key, value.trim()] as const);
  return Object.fromEntries(typed.filter(([, value]) => value !== ""));
}

/** Fields that differ from what the section says, as the file has them. */
function changedFields({ fields }: ProfileDraft, before: ProfileDraft): CfgFields {
  const changed: Record<string, string | undefined> = {};
  for (const [key, value] of Object.entries(fields))
    if (value !== before.fields[key]) changed[key] = value.trim() === "" ? undefined : clean(key, value);
  const pasted = changed["host"];
  if (pasted === undefined) return changed;
  // An address often says more than the host; what the form holds itself goes first.
  const { host, warehouseId, workspaceId, accountId } = parseHost(pasted);
  if (host === pasted.replace(/\/$/, "")) return changed;
  const found = Object.entries({ warehouse_id: warehouseId, workspace_id: workspaceId, account_id: accountId });
  for (const [key, value] of found) if (value !== undefined && (fields[key] ?? "").trim() === "") changed[key] = value;
  return { ...changed, host };
}

function clean(key: string, value: string): string {
  return (key === "warehouse_id" ? parseWarehouse(value) : undefined) ?? value.trim();
}

function sectionOf(text: string, name: string) {
  return allSections(text).find((section) => section.name === name);
}

function authTypeIn(text: string, name: string): string {
  const section = sectionOf(text, name);
  // A host that is missing or wrong says nothing about the way to sign in.
  if (!section) return "other";
  const entries = [...section.entries.filter(({ key }) => key !== "host"), anyHost];
  const reading = toProfile({ ...section, entries });
  if (reading.kind !== "profile") return "other";
  const { authType, clientId } = reading.profile;
  // A bare host means the browser, where the built-in app is the one that needs nothing else.
  const isBare = authType === "external-browser" && clientId === undefined && !valueOf(section, "auth_type");
  return isBare ? "databricks-cli" : authType;
}

const anyHost = { key: "host", value: "https://localhost", line: 0, valueStart: 0, valueEnd: 0 };
