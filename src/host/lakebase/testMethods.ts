import * as vscode from "vscode";
import { isApplicationId } from "../../core/grants/grantSql.ts";
import type { LakebaseMethod } from "../../workspace/lakebase/connectionCheck.ts";
import { askText, back, type Back, type TextQuestion } from "../platform/steps.ts";

interface MethodForm {
  readonly label: string;
  readonly detail: string;
  readonly fields: readonly TextQuestion[];
  readonly read: (answers: readonly string[]) => LakebaseMethod;
}

const filled = (value: string): string | undefined => (value === "" ? "This is needed." : undefined);
const applicationId = (value: string): string | undefined =>
  isApplicationId(value)
    ? undefined
    : "An application id is a UUID, such as 11111111-2222-3333-4444-555555555555; a display name is not taken.";

/** Exactly the fields that each method needs. */
const methods: readonly MethodForm[] = [
  {
    label: "Personal access token",
    detail: "For trying out: one token, which is also who signs in",
    fields: [{ prompt: "Personal access token", secret: true, validate: filled }],
    read: ([token = ""]) => ({ kind: "pat", token }),
  },
  {
    label: "OAuth M2M",
    detail: "Application id and secret of a service principal",
    fields: [
      { prompt: "Application id of the service principal", validate: applicationId },
      { prompt: "OAuth secret", secret: true, validate: filled },
    ],
    read: ([clientId = "", clientSecret = ""]) => ({ kind: "m2m", clientId, clientSecret }),
  },
  {
    label: "Token federation, policy of the account",
    detail: "A token of your identity provider, for a person or service principal that it names",
    fields: [{ prompt: "Identity token (JWT)", secret: true, validate: filled }],
    read: ([identityToken = ""]) => ({ kind: "federation", identityToken }),
  },
  {
    label: "Token federation, policy of a service principal",
    detail: "A token of your identity provider, and the application id that the policy belongs to",
    fields: [
      { prompt: "Application id of the service principal", validate: applicationId },
      { prompt: "Identity token (JWT)", secret: true, validate: filled },
    ],
    read: ([clientId = "", identityToken = ""]) => ({ kind: "federation", clientId, identityToken }),
  },
];

/** The method and its fields; nothing of it is kept. */
export async function askMethod(title: string): Promise<LakebaseMethod | undefined> {
  const method = await vscode.window.showQuickPick(methods, { title, placeHolder: "How the product signs in" });
  if (method === undefined) return undefined;
  const answers: string[] = [];
  while (answers.length < method.fields.length) {
    const field = method.fields[answers.length];
    if (field === undefined) break;
    const place = { title: `${title}: ${method.label}`, step: answers.length + 1, of: method.fields.length };
    const answer: string | Back | undefined = await askText(place, field, "");
    if (answer === undefined) return undefined;
    if (answer === back) answers.pop();
    else answers.push(answer);
  }
  return method.read(answers);
}
