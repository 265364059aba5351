import * as vscode from "vscode";
import { errorText } from "../../core/base/errors.ts";
import { profileNameProblem } from "../../core/profiles/editDatabrickscfg.ts";
import { isAccountHost, parseHost, parseWarehouse } from "../../core/profiles/host.ts";
import type { NewProfile, SignInChoice } from "../../core/profiles/newProfile.ts";
import { redirectUrlProblem } from "../../core/profiles/newProfile.ts";
import { suggestProfileName } from "../../core/profiles/profileName.ts";
import { tokenProblem } from "../../core/profiles/token.ts";
import type { Back, Choice, Place } from "../platform/steps.ts";
import { askChoice, askText, back } from "../platform/steps.ts";
import type { FoundWorkspace } from "./envFiles.ts";

export type AddedProfile =
  | {
      readonly kind: "profile";
      readonly profile: NewProfile;
      /** Of a profile that signs in with a personal access token. For secret storage only. */
      readonly token: string | undefined;
    }
  /** The steps offer the common ways to sign in; the form offers all. */
  | { readonly kind: "form"; readonly host: string };

/** What the steps have found out so far; going back keeps it. */
interface Draft {
  workspace?: FoundWorkspace;
  signIn?: SignInChoice;
  token?: string | undefined;
  warehouseId?: string | undefined;
  name?: string;
  wantsForm?: boolean;
}

type Step = (draft: Draft, place: Place) => Promise<Draft | Back | undefined>;

/** Asks for workspace, way to sign in, warehouse and name. Undefined when the user backs out. */
export async function askProfile(
  found: readonly FoundWorkspace[],
  taken: readonly string[],
): Promise<AddedProfile | undefined> {
  const steps: readonly Step[] = [
    (draft, place) => askWorkspace(draft, place, found),
    askSignIn,
    askWarehouse,
    (draft, place) => askName(draft, place, taken),
  ];
  let draft: Draft = {};
  let index = 0;
  for (let step = steps[0]; step; step = steps[index]) {
    const answer = await step(draft, { title: "Add profile", step: index + 1, of: steps.length });
    if (answer === undefined) return undefined;
    if (answer === back) {
      index--;
      continue;
    }
    draft = answer;
    index++;
    if (draft.wantsForm === true) return { kind: "form", host: draft.workspace?.host ?? "" };
  }
  const { workspace, signIn, warehouseId, name, token } = draft;
  if (!workspace || !signIn || name === undefined) return undefined;
  return { kind: "profile", profile: { name, host: workspace.host, signIn, warehouseId }, token };
}

async function askWorkspace(
  draft: Draft,
  place: Place,
  found: readonly FoundWorkspace[],
): Promise<Draft | Back | undefined> {
  const workspace = await askChoice<FoundWorkspace>(place, {
    placeholder:
      found.length === 0
        ? "Paste the address of your workspace: URL, host name or connection string"
        : "Choose a workspace, or paste an address: URL, host name or connection string",
    choices: found.map(workspaceChoice),
    typed: (text) => typedWorkspace(text, found),
  });
  if (workspace === undefined || workspace === back) return workspace;
  // Another workspace makes the answers about the first one worthless.
  return workspace.host === draft.workspace?.host ? { ...draft, workspace } : { workspace };
}

function workspaceChoice(value: FoundWorkspace): Choice<FoundWorkspace> {
  return {
    label: value.host,
    description: value.source ?? "use this workspace",
    ...(value.warehouseId === undefined ? {} : { detail: `Warehouse ${value.warehouseId}` }),
    iconPath: new vscode.ThemeIcon("cloud"),
    value,
  };
}

function typedWorkspace(
  text: string,
  found: readonly FoundWorkspace[],
): Choice<FoundWorkspace> | { readonly problem: string } {
  try {
    const value = parseHost(text);
    if (isAccountHost(value.host)) {
      return { problem: "This is the account console. Open the workspace and copy its address." };
    }
    // A workspace that was found comes with more than its address; a pasted warehouse is meant all the same.
    const known = value.warehouseId === undefined ? found.find(({ host }) => host === value.host) : undefined;
    return workspaceChoice(known ?? value);
  } catch (error) {
    return { problem: errorText(error) };
  }
}

async function askSignIn(draft: Draft, place: Place): Promise<Draft | Back | undefined> {
  const { clientId, redirectUrl } = draft.workspace ?? {};
  const app: SignInChoice =
    clientId !== undefined && redirectUrl !== undefined
      ? { kind: "ownApp", clientId, redirectUrl }
      : { kind: "builtInApp" };
  const choices: Choice<"browser" | "ownApp" | "pat" | "form">[] = [
    {
      label: "OAuth in the browser (recommended)",
      detail:
        app.kind === "ownApp"
          ? `With the OAuth app ${app.clientId} of this project`
          : "With the app that every workspace knows",
      iconPath: new vscode.ThemeIcon("globe"),
      value: "browser",
    },
    {
      label: "OAuth in the browser with another app…",
      detail: "An app registered in the account console, with its client id and redirect URL",
      iconPath: new vscode.ThemeIcon("link-external"),
      value: "ownApp",
    },
    {
      label: "Personal access token",
      detail: "Kept in the editor's secret storage. PWAF asks for OAuth in what you ship",
      iconPath: new vscode.ThemeIcon("key"),
      value: "pat",
    },
    {
      label: "Another way…",
      detail: "Service principal, token federation, Azure, Google: in a form with all fields",
      iconPath: new vscode.ThemeIcon("list-selection"),
      value: "form",
    },
  ];
  for (;;) {
    const kind = await askChoice(place, { placeholder: "How do you sign in?", choices });
    if (kind === undefined || kind === back) return kind;
    if (kind === "form") return { ...draft, wantsForm: true };
    if (kind === "browser") return { ...draft, signIn: app, token: undefined };
    const answer = kind === "pat" ? await askToken(draft, place) : await askOwnApp(draft, place);
    if (answer !== back) return answer;
  }
}

async function askToken(draft: Draft, place: Place): Promise<Draft | Back | undefined> {
  const prompt = "Personal access token. It is kept in the editor's secret storage, never in a file.";
  const token = await askText(place, { prompt, secret: true, validate: tokenProblem }, "");
  return token === undefined || token === back ? token : { ...draft, signIn: { kind: "pat" }, token };
}

async function askOwnApp(draft: Draft, place: Place): Promise<Draft | Back | undefined> {
  const known = draft.signIn?.kind === "ownApp" ? draft.signIn : draft.workspace;
  let clientId = known?.clientId ?? "";
  for (;;) {
    const validate = (text: string) => (/^[\w.-]+$/.test(text) ? undefined : "A client id is one word.");
    const prompt = "Client id of the OAuth app, not of a service principal";
    const id = await askText(place, { prompt, validate }, clientId);
    if (id === undefined || id === back) return id;
    clientId = id;
    const question = { prompt: "Redirect URL, exactly as it is registered with the app", validate: redirectUrlProblem };
    const redirectUrl = await askText(place, question, known?.redirectUrl ?? "");
    if (redirectUrl === undefined) return undefined;
    if (redirectUrl !== back) return { ...draft, signIn: { kind: "ownApp", clientId, redirectUrl }, token: undefined };
  }
}

async function askWarehouse(draft: Draft, place: Place): Promise<Draft | Back | undefined> {
  const validate = (text: string) =>
    text === "" || parseWarehouse(text) !== undefined ? undefined : "This is neither a warehouse id nor an HTTP path.";
  const answer = await askText(
    place,
    {
      prompt: "SQL warehouse: id, HTTP path or address. Leave it empty to choose one later.",
      placeholder: "/sql/1.0/warehouses/…",
      validate,
    },
    draft.warehouseId ?? draft.workspace?.warehouseId ?? "",
  );
  if (answer === undefined || answer === back) return answer;
  return { ...draft, warehouseId: parseWarehouse(answer) };
}

async function askName(draft: Draft, place: Place, taken: readonly string[]): Promise<Draft | Back | undefined> {
  const validate = (name: string) =>
    profileNameProblem(name) ?? (taken.includes(name) ? `There is a profile “${name}” already.` : undefined);
  const suggested = draft.workspace ? suggestProfileName(draft.workspace.host, taken) : "";
  const name = await askText(place, { prompt: "Name of the profile", validate }, draft.name ?? suggested);
  return name === undefined || name === back ? name : { ...draft, name };
}
