import { PwafError } from "../../core/base/errors.ts";
import { isLoopback } from "../../core/profiles/host.ts";

/** What decides how the browser's answer can come back. */
export interface SignInEnvironment {
  readonly uiKind: "desktop" | "web";
  /** `ssh-remote`, `wsl`, `codespaces` …; absent when the extension runs on the user's own machine. */
  readonly remoteName?: string;
  /** `vscode`, `vscode-insiders`, `vscodium`, `cursor`, `windsurf` … */
  readonly uriScheme: string;
  /** Origin of the workspace. */
  readonly host: string;
  /** Absent for the built-in app. */
  readonly clientId?: string;
  readonly redirectUrl?: string;
}

export interface SignInFlow {
  readonly id: "relay" | "editor" | "loopback" | "paste";
  /** For people, in a sentence: “cannot sign in through …”. */
  readonly title: string;
  /** Who hears the answer. */
  readonly receiver: "uriHandler" | "listener" | "person";
  /** Why this way cannot work here; undefined when it can. */
  readonly obstacle: (environment: SignInEnvironment) => string | undefined;
  /** What goes to the server as `redirect_uri`, equal to the letter to what the app has registered. */
  readonly redirectUri: (environment: SignInEnvironment) => string;
}

/** A way that can work here. */
export interface Rung {
  readonly flow: SignInFlow;
  readonly redirectUri: string;
}

/** A way that cannot work here. */
export interface SkippedRung {
  readonly title: string;
  readonly why: string;
}

/** All ways, best first. */
export interface Ladder {
  readonly rungs: readonly [Rung, ...Rung[]];
  readonly skipped: readonly SkippedRung[];
}

/** Authority of the editor's addresses for this extension: its id. */
const extensionAuthority = "pwaf-toolkit.pwaf-toolkit";
export const callbackPath = "/auth/callback";

/** The only redirect that the built-in app accepts (Python SDK `credentials_provider.py`, Go `persistent_auth.go`). */
export const builtInRedirect = "http://localhost:8020";

/** The address of this extension in an editor on the user's machine. */
export function editorAddress(uriScheme: string): string {
  return `${uriScheme}://${extensionAuthority}${callbackPath}`;
}

/** One fixed page, registered with the app, that sends the browser on to the editor's address in `state`. */
const relay: SignInFlow = {
  id: "relay",
  title: "the relay page of the OAuth app",
  receiver: "uriHandler",
  obstacle: (environment) => {
    const url = redirectOf(environment);
    if (!url) return noRedirect(environment);
    if (url.protocol === "https:") return undefined;
    if (url.protocol !== "http:" || !isLoopback(url.hostname)) return `${url.protocol}//${url.host} is no https page`;
    // Only an emulated workspace has its page on this machine; for a real one it would be our own listener.
    if (isLoopback(new URL(environment.host).hostname)) return undefined;
    return `${url.origin} is this machine, where no page answers`;
  },
  redirectUri: ({ redirectUrl = "" }) => redirectUrl,
};

/** The app has the editor's own address registered. */
const editor: SignInFlow = {
  id: "editor",
  title: "the editor's own address",
  receiver: "uriHandler",
  obstacle: (environment) => {
    const url = redirectOf(environment);
    if (!url) return noRedirect(environment);
    if (url.protocol === "http:" || url.protocol === "https:") return "the app's redirect URL is a web address";
    if (environment.uiKind === "web") return "an editor in the browser has no address that an OAuth app could register";
    const own = editorAddress(environment.uriScheme);
    return environment.redirectUrl === own ? undefined : `the app's redirect URL is not ${own}`;
  },
  redirectUri: ({ redirectUrl = "" }) => redirectUrl,
};

/** We listen on this machine ourselves. */
const loopback: SignInFlow = {
  id: "loopback",
  title: "a listener on this machine",
  receiver: "listener",
  obstacle: (environment) => {
    const url = environment.clientId === undefined ? new URL(builtInRedirect) : redirectOf(environment);
    if (!url) return "the profile's own app needs a `redirect_url`";
    if (url.protocol !== "http:" || !isLoopback(url.hostname))
      return `${url.protocol}//${url.host} is not this machine`;
    // On other remote machines the editor may bring the port there; that is seen when it is tried.
    if (environment.uiKind === "desktop") return undefined;
    return "the browser's localhost is not the machine where this extension runs";
  },
  redirectUri: ({ clientId, redirectUrl = builtInRedirect }) =>
    clientId === undefined ? builtInRedirect : redirectUrl,
};

/** The browser keeps the answer in its address bar, and the user carries it over. */
const paste: SignInFlow = {
  id: "paste",
  title: "pasting the address that the browser ends at",
  receiver: "person",
  obstacle: (environment) => {
    const url = environment.clientId === undefined ? new URL(builtInRedirect) : redirectOf(environment);
    if (!url) return noRedirect(environment);
    if (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname))) return undefined;
    return url.protocol === "http:"
      ? `the way to ${url.host} is not encrypted`
      : `a browser shows no address for ${url.protocol}//${url.host}`;
  },
  redirectUri: loopback.redirectUri,
};

/** In order of preference. */
export const signInFlows: readonly SignInFlow[] = [relay, editor, loopback, paste];

/**
 * The ways that can work here, best first, and why the others cannot.
 * @throws PwafError `config` that gives the obstacle of every way when there is none.
 */
export function signInLadder(environment: SignInEnvironment): Ladder {
  const judged = signInFlows.map((flow) => ({ flow, why: flow.obstacle(environment) }));
  const skipped = judged.flatMap(({ flow: { title }, why }) => (why === undefined ? [] : [{ title, why }]));
  const [first, ...others] = judged
    .filter(({ why }) => why === undefined)
    .map(({ flow }) => ({ flow, redirectUri: flow.redirectUri(environment) }));
  if (first) return { rungs: [first, ...others], skipped };
  const reasons = skipped.map(({ title, why }) => `${title}: ${why}`).join("; ");
  throw new PwafError("config", `The browser's answer has no way back to this editor (${reasons}).`, {
    hint: "“PWAF: Show redirect URIs to register” lists what the profile and its OAuth app need.",
  });
}

function redirectOf({ clientId, redirectUrl }: SignInEnvironment): URL | undefined {
  return clientId !== undefined && redirectUrl !== undefined && URL.canParse(redirectUrl)
    ? new URL(redirectUrl)
    : undefined;
}

function noRedirect({ clientId, redirectUrl }: SignInEnvironment): string {
  if (clientId === undefined) return `the built-in app only accepts ${builtInRedirect}`;
  return redirectUrl === undefined ? "the profile has no `redirect_url`" : "the profile's `redirect_url` is no URL";
}
