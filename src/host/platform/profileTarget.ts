import { PwafError } from "../../core/base/errors.ts";
import type { Profile } from "../../core/profiles/profile.ts";

/** What commands get from tree nodes and buttons; nothing from the command palette. */
export type ProfileTarget = [{ readonly profile?: Profile } | undefined, ...unknown[]] | [];

/**
 * The profile that a command was called for; undefined when it was called for none in particular.
 * @throws PwafError `conflict` for a node that was drawn anew while it was clicked, which the editor hands over as
 * undefined: the active profile may be another one.
 */
export function profileOf(target: ProfileTarget): Profile | undefined {
  if (target.length === 0 || target[0]) return target[0]?.profile;
  throw new PwafError("conflict", "The list of profiles was just changing, so nothing was done.", {
    hint: "Try again.",
  });
}
