import { signInOf } from "../../conformance/signIn.ts";
import { profileFor } from "../../core/conformance/profileChoice.ts";
import { findProfile, browserSignIn, allProfiles } from "../env/profileSource.ts";
import type { CommandIo } from "../io.ts";
import type { Target } from "./target.ts";

/** The workspace of a profile. @throws PwafError `config` when there is no such profile, or it cannot be used. */
export async function profileTarget(name: string, io: Pick<CommandIo, "env" | "cwd">): Promise<Target> {
  const { profile: chosen } = await findProfile(name, io);
  const all = await allProfiles(io);
  return {
    name: chosen.host,
    async signIn({ auth }) {
      const found = await findProfile(profileFor(auth, chosen, all).name, io);
      return signInOf(found.profile, found.secret, await browserSignIn(found));
    },
    close: async () => undefined,
  };
}
