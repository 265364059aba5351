import type { Check } from "../facts.ts";

/** The extension's own sign-in. What programs do does not depend on it. */
export const signInState: Check = {
  passed: ({ input: { signIn } }) =>
    signIn?.kind === "signedIn" ? "The extension is signed in to the profile." : undefined,
  run: ({ input: { signIn } }) =>
    signIn?.kind === "signedOut"
      ? [
          {
            id: "signed-out",
            severity: "info",
            title: "The extension is not signed in to the profile.",
            advice: "Sign in to browse its data and to open terminals with its access token.",
            places: [],
            actions: [{ kind: "signIn", title: "Sign in" }],
          },
        ]
      : [],
};
