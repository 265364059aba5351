import type { Profile, SecretKey } from "../../../../src/core/profiles/profile.ts";
import { PwafError } from "../../../../src/core/base/errors.ts";
import { nodeMachine } from "../../../../src/workspace/auth/nodeMachine.ts";
import type { Machine } from "../../../../src/workspace/auth/machine.ts";

export function profile(change: Partial<Profile> & Pick<Profile, "host">): Profile {
  return { name: "dev", authType: "pat", hasSecretInFile: false, ...change };
}

/** Profiles with their secrets, and who is signed in with which token. */
export function people(all: readonly Profile[], tokens: Readonly<Record<string, string>> = {}) {
  return {
    profiles: {
      all,
      active: all[0],
      secret: async ({ name }: Profile, key: SecretKey) => tokens[`${name} ${key}`],
    },
    sessions: {
      of: (one: Profile) =>
        tokens[one.name] === undefined
          ? { kind: "signedOut" as const, profile: one }
          : { kind: "signedIn" as const, profile: one, userName: "ada" },
      accessToken: async ({ name }: Profile) => {
        const token = tokens[name];
        if (token === undefined) throw new PwafError("unauthenticated", `Nobody is signed in to “${name}”.`);
        return token;
      },
    },
  };
}

export function machineWith(environment: Readonly<Record<string, string>>, programObstacle?: string): Machine {
  return nodeMachine({ environment, home: "/nonexistent", programObstacle: () => programObstacle });
}
