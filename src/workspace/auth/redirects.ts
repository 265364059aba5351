import type { SignInEnvironment } from "./flows.ts";
import { builtInRedirect, editorAddress, signInLadder } from "./flows.ts";

/** A redirect URI for the OAuth app of a profile. */
export interface RedirectAdvice {
  /** To be registered to the letter. */
  readonly uri: string;
  /** What is to be done with it, in a sentence. */
  readonly note: string;
  /** How the browser's answer comes back; absent when it cannot. */
  readonly through?: string;
}

/**
 * The redirect URIs that the OAuth app of a profile needs for this editor. With a `redirect_url` in the profile that is
 * the one; without one, every choice that works here, best first.
 */
export function redirectsToRegister(environment: SignInEnvironment): readonly RedirectAdvice[] {
  const { clientId, redirectUrl } = environment;
  if (clientId === undefined) {
    return [
      advice(environment, builtInRedirect, "Nothing to register: the built-in app accepts this one and no other."),
    ];
  }
  if (redirectUrl !== undefined) {
    const own = advice(environment, redirectUrl, "`redirect_url` of this profile: register it with the OAuth app.");
    if (own.through !== undefined) return [own];
  }
  const note = "Register it with the OAuth app, and set it as `redirect_url` of the profile.";
  return choices(environment).map((uri) => advice(environment, uri, note));
}

/** A port on this machine is what the account console certainly takes, so it comes first where it is heard. */
function choices({ uiKind, remoteName, uriScheme }: SignInEnvironment): readonly string[] {
  if (uiKind === "web") return [builtInRedirect];
  const isLocal = remoteName === undefined || remoteName === "wsl";
  return isLocal ? [builtInRedirect, editorAddress(uriScheme)] : [editorAddress(uriScheme), builtInRedirect];
}

function advice(environment: SignInEnvironment, uri: string, note: string): RedirectAdvice {
  try {
    const [{ flow }] = signInLadder({ ...environment, redirectUrl: uri }).rungs;
    return { uri, note, through: flow.title };
  } catch {
    return { uri, note };
  }
}
