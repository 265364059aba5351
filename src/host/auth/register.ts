import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import { PwafError, wrapError } from "../../core/base/errors.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import { setContextKey } from "../platform/contextKeys.ts";
import { showError } from "../platform/errors.ts";
import type { Services } from "../services.ts";
import type { SessionStore } from "./sessionStore.ts";
import { UriRoutes } from "./uriRoutes.ts";

/** What commands of tree nodes and buttons hand over. */
interface ProfileTarget {
  readonly profile?: Profile;
}

/** Sign in, sign out, and the editor's address that the browser returns to. */
export function registerAuth(
  sessions: SessionStore,
  { commands, log, profiles }: Pick<Services, "commands" | "log" | "profiles">,
): IDisposable {
  const store = new DisposableStore();
  const routes = new UriRoutes(log, (answer) => sessions.deliver(answer));

  const choose = async (): Promise<Profile | undefined> => {
    await commands.execute(profiles.all.length === 0 ? "pwaf.profile.add" : "pwaf.profile.switch");
    return profiles.active;
  };

  store.add(
    commands.register("pwaf.signIn", async (target?: ProfileTarget) => {
      const profile = target?.profile ?? profiles.active ?? (await choose());
      if (!profile) return;
      await signIn(sessions, profile);
      // Whoever signs in wants to see something of it.
      if (!profiles.active) await commands.execute("pwaf.profile.switch", { profile });
    }),
  );
  store.add(
    commands.register("pwaf.signOut", async (target?: ProfileTarget) => {
      const profile = target?.profile ?? profiles.active;
      if (!profile) return;
      try {
        await sessions.signOut(profile);
      } catch (error) {
        throw wrapError(`sign out of ${profile.name}`, error);
      }
    }),
  );
  store.add(
    vscode.window.registerUriHandler({
      handleUri: async (uri) => {
        try {
          routes.handle(uri);
        } catch (error) {
          await showError(error, log);
        }
      },
    }),
  );
  const show = () => setContextKey("pwaf.signedIn", sessions.current.kind === "signedIn");
  store.add(sessions.onDidChange(show));
  show();
  return store;
}

async function signIn(sessions: SessionStore, profile: Profile): Promise<void> {
  const byBrowser = profile.authType !== "pat";
  const title = byBrowser
    ? `Signing in to ${profile.name}: waiting for the browser…`
    : `Signing in to ${profile.name}…`;
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
  await vscode.window.withProgress(options, async (_progress, token) => {
    const controller = new AbortController();
    const subscription = token.onCancellationRequested(() => controller.abort());
    try {
      await sessions.signIn(profile, controller.signal);
    } catch (error) {
      throw error instanceof PwafError ? wrapError(`sign in to ${profile.name}`, error) : error;
    } finally {
      subscription.dispose();
    }
  });
  const session = sessions.of(profile);
  const user = session.kind === "signedIn" && session.userName !== "" ? ` as ${session.userName}` : "";
  vscode.window.setStatusBarMessage(`$(check) Signed in to ${profile.name}${user}`, 5000);
}
