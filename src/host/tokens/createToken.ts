import * as vscode from "vscode";
import { wrapError } from "../../core/base/errors.ts";
import { encodeSession, sessionKey } from "../../workspace/auth/storedSession.ts";
import type { NewPersonalToken } from "../../workspace/rest/types.ts";
import { askChoice, askText, back } from "../platform/steps.ts";
import type { Services } from "../services.ts";

type Needs = Pick<Services, "profiles" | "secrets" | "workspaces">;

const daySeconds = 86_400;

const lifetimes = [1, 7, 30, 90, 365].map((days) => ({
  label: days === 1 ? "1 day" : `${days} days`,
  ...(days === 1 ? { description: "enough to try something out" } : {}),
  ...(days === 365 ? { description: "too long for most; PWAF asks for OAuth in what you ship" } : {}),
  value: days,
}));

/** Asks for comment and lifetime, makes a token, and hands it over once. False when the user backs out. */
export async function createToken({ profiles, secrets, workspaces }: Needs): Promise<boolean> {
  const wanted = await askForToken();
  if (!wanted) return false;
  let made: NewPersonalToken;
  try {
    made = await (await workspaces.client()).createPersonalToken(wanted.comment, wanted.days * daySeconds);
  } catch (error) {
    throw wrapError("make a token", error);
  }
  const profile = profiles.active?.authType === "pat" ? profiles.active : undefined;
  const copy = "Copy";
  const keep = profile && `Keep for profile ${profile.name}`;
  const picked = await vscode.window.showInformationMessage(
    `The token “${wanted.comment}” is made.`,
    { modal: true, detail: "The workspace never shows it again. Close this without taking it, and it is of no use." },
    ...(keep === undefined ? [copy] : [copy, keep]),
  );
  if (picked === copy) await vscode.env.clipboard.writeText(made.value);
  if (picked === keep && profile)
    await secrets.set(sessionKey(profile), encodeSession({ kind: "pat", token: made.value, userName: "" }));
  return true;
}

async function askForToken(): Promise<{ readonly comment: string; readonly days: number } | undefined> {
  const title = "Create personal access token";
  let comment = "";
  for (;;) {
    const validate = (text: string) => (text === "" ? "Say what it is for: you will want to know later." : undefined);
    const question = { prompt: "What is the token for?", validate };
    const answer = await askText({ title, step: 1, of: 2 }, question, comment);
    if (answer === undefined || answer === back) return undefined;
    comment = answer;
    const days = await askChoice(
      { title, step: 2, of: 2 },
      { placeholder: "How long is it valid?", choices: lifetimes, typed: typedDays },
    );
    if (days === undefined) return undefined;
    if (days !== back) return { comment, days };
  }
}

function typedDays(text: string) {
  const days = Number(/^(\d+)\s*(?:d|days?)?$/i.exec(text)?.[1]);
  if (days >= 1 && days <= 730) return { label: `${days} ${days === 1 ? "day" : "days"}`, value: days };
  return { problem: "Write a number of days, from 1 to 730." };
}
