import { connectorNames } from "../lint/report/names.ts";
import type { ConnectorId } from "../lint/sites.ts";
import type { SnippetFile } from "../snippets/choices.ts";
import type { Snippet, SnippetAuth } from "../snippets/snippet.ts";
import type { Field } from "./fields.ts";
import { fieldsIn } from "./fields.ts";

/** What a product must ask for to connect by one client with one way to sign in. */
export interface ConnectionForm {
  /** `python-sql/m2m`; a second form of the same kind has a number behind it. */
  readonly id: string;
  readonly connector: ConnectorId;
  /** For people. */
  readonly connectorName: string;
  readonly authName: string;
  /** Value of `auth_type` that tells this form's settings from those of others. */
  readonly authType: string;
  readonly fields: readonly Field[];
}

/** Ways to sign in by the words of unified authentication (drivers.md 1.4, 1.5) where it has one. */
export const authTypes = {
  m2m: ["OAuth M2M (service principal)", "oauth-m2m"],
  u2m: ["OAuth U2M (in the browser)", "external-browser"],
  "u2m-token": ["OAuth U2M (product's own sign-in)", "external-browser"],
  "u2m-refresh": ["OAuth U2M (product's own sign-in, renewed)", "external-browser"],
  federation: ["Workload identity federation", "file-oidc"],
  "account-federation": ["Account-wide token federation", "file-oidc"],
  "azure-msi": ["Managed identity of Azure", "azure-msi"],
  pat: ["Personal access token", "pat"],
} as const satisfies Partial<Record<SnippetAuth, readonly [name: string, authType: string]>>;

type KnownAuth = keyof typeof authTypes;

/**
 * The forms of all clients, from what their proved snippets read. Programs of several languages with the same fields are
 * one form; snippets whose environment may hold anything (`unified`) have none.
 */
export function connectionForms(files: readonly SnippetFile[]): readonly ConnectionForm[] {
  const forms: ConnectionForm[] = [];
  for (const snippet of files.flatMap((file) => Object.values(file))) {
    if (!isKnown(snippet.auth)) continue;
    const form = formOf(snippet, snippet.auth);
    const same = forms.filter(({ id }) => id.replace(/-\d+$/, "") === form.id);
    if (same.some(({ fields }) => keys(fields) === keys(form.fields))) continue;
    forms.push(same.length === 0 ? form : { ...form, id: `${form.id}-${same.length + 1}` });
  }
  return forms.map((form) => ({ ...form, authName: distinctName(form, forms) }));
}

function formOf({ connector, body, auth }: Snippet, known: KnownAuth): ConnectionForm {
  const [authName, authType] = authTypes[known];
  const fields = fieldsIn(body.join("\n"));
  return {
    id: `${connector}/${auth}`,
    connector,
    connectorName: connectorNames[connector],
    authName,
    authType,
    fields,
  };
}

/** Of two forms of one kind, the one that asks for more says so. */
function distinctName(form: ConnectionForm, forms: readonly ConnectionForm[]): string {
  const others = forms.filter(
    (each) => each !== form && each.connector === form.connector && each.authName === form.authName,
  );
  if (others.length === 0) return form.authName;
  const own = form.fields.filter(({ key }) => !others.some(({ fields }) => fields.some((field) => field.key === key)));
  return own.length === 0 ? form.authName : `${form.authName}, with ${own.map(({ label }) => label).join(", ")}`;
}

function keys(fields: readonly Field[]): string {
  return fields.map(({ variable }) => variable).join();
}

function isKnown(auth: SnippetAuth): auth is KnownAuth {
  return Object.hasOwn(authTypes, auth);
}
