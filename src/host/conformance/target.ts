import * as vscode from "vscode";
import { PwafError } from "../../core/base/errors.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import type { Services } from "../services.ts";

type Needs = Pick<Services, "profiles" | "state">;

/** The profile that was chosen to run against, while it is there. */
export function chosenTarget({ profiles, state }: Needs): Profile | undefined {
  const name = state.get("conformanceProfile");
  return profiles.all.find((profile) => profile.name === name);
}

/**
 * The same, asked for where none was chosen: programs are never run against a workspace that nobody named.
 * @returns undefined when the user backs out
 * @throws PwafError `config` without any profile
 */
export async function askTarget(services: Needs, isChange = false): Promise<Profile | undefined> {
  const { profiles, state } = services;
  const chosen = chosenTarget(services);
  if (chosen && !isChange) return chosen;
  if (profiles.all.length === 0) {
    throw new PwafError("config", "There is no profile to run against.", {
      hint: "Add one in the view “Profiles”. `pwaf emulator` runs a workspace on this machine.",
    });
  }
  const items = profiles.all.map((profile) => ({
    label: profile.name,
    description: `${new URL(profile.host).host}, ${profile.authType}`,
    profile,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: "Run conformance against",
    placeHolder: "Workspace; other profiles of the same host stand in for other kinds of sign-in",
    matchOnDescription: true,
  });
  if (picked) await state.set("conformanceProfile", picked.profile.name);
  return picked?.profile;
}
