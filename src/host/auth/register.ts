import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import { isCancelled, PwafError, wrapError } from "../../core/base/errors.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import { isBrowserSignIn } from "../../core/profiles/profile.ts";
import { setContextKey } from "../platform/contextKeys.ts";
import { showError } from "../platform/errors.ts";
import type { ProfileTarget } from "../platform/profileTarget.ts";
import { profileOf } from "../platform/profileTarget.ts";
import type { Services } from "../services.ts";
import { Accounts, providerId } from "./accounts.ts";
import { showRedirects } from "./redirectList.ts";
import type { SessionStore } from "./sessionStore.ts";
import { UriRoutes } from "./uriRoutes.ts";
import { WindowAnswers } from "./windowAnswers.ts";

type Needs = Pick<Services, "commands" | "log" | "profiles" | "secrets">;

/** Sign in, sign out, the Accounts menu, and the editor's address that the browser returns to. */
export function registerAuth(sessions: SessionStore, needs: Needs): IDisposable {
  const { commands, log, profiles, secrets } = needs;
  const store = new DisposableStore();
  const answers = store.add(new WindowAnswers({ secrets, deliver: (answer) => sessions.deliver(answer), log }));
  const routes = new UriRoutes(log, (query) => answers.take(query));
  const targetOf = (target: ProfileTarget) => profileOf(target) ?? profiles.active;

  store.add(
    commands.register("pwaf.signIn", async (...target: ProfileTarget) => {
      const profile = targetOf(target) ?? (await choose(needs));
      if (!profile) return;
      await signIn(sessions, profile);
      // Whoever signs in wants to see something of it.
      if (!profiles.active) await commands.execute("pwaf.profile.switch", { profile });
    }),
  );
  store.add(
    commands.register("pwaf.signOut", async (...target: ProfileTarget) => {
      const profile = targetOf(target);
      if (!profile) return;
      try {
        await sessions.signOut(profile);
      } catch (error) {
        throw wrapError(`sign out of ${profile.name}`, error);
      }
    }),
  );
  store.add(
    commands.register("pwaf.redirects.show", async (...target: ProfileTarget) => {
      const profile = targetOf(target) ?? (await choose(needs));
      if (profile) await showRedirects(profile);
    }),
  );
  store.add(
    vscode.window.registerUriHandler({
      handleUri: async (uri) => {
        try {
          await routes.handle(uri);
        } catch (error) {
          await showError(error, log);
        }
      },
    }),
  );
  store.add(registerAccounts(sessions, needs));
  store.add(
    sessions.onDidEnd(({ profile, error }) => {
      const told = wrapError(`keep you signed in to ${profile.name}`, error);
      void showError(told, log, { id: "pwaf.signIn", args: [{ profile }] });
    }),
  );
  const show = () => setContextKey("pwaf.signedIn", sessions.current.kind === "signedIn");
  store.add(sessions.onDidChange(show));
  show();
  return store;
}

function registerAccounts(sessions: SessionStore, needs: Needs): IDisposable {
  const store = new DisposableStore();
  const { log, profiles } = needs;
  const accounts = store.add(
    new Accounts({
      sessions,
      profiles,
      log,
      signIn: async (profile) => {
        try {
          await signIn(sessions, profile);
        } catch (error) {
          throw isCancelled(error) ? new vscode.CancellationError() : error;
        }
      },
      pickProfile: () => pickProfile(needs),
    }),
  );
  const options = { supportsMultipleAccounts: true };
  store.add(vscode.authentication.registerAuthenticationProvider(providerId, "Databricks PWAF", accounts, options));
  return store;
}

/** Lets the user add the first profile, or switch to one. */
async function choose({ commands, profiles }: Needs): Promise<Profile | undefined> {
  await commands.execute(profiles.all.length === 0 ? "pwaf.profile.add" : "pwaf.profile.switch");
  return profiles.active;
}

/** For another extension: what is active here stays active. */
async function pickProfile(needs: Needs): Promise<Profile | undefined> {
  const { active, all } = needs.profiles;
  if (all.length === 0) return choose(needs);
  if (all.length === 1) return all[0];
  const items = [...all]
    .sort((left, right) => Number(right === active) - Number(left === active))
    .map((profile) => ({ label: profile.name, description: profile.host, profile }));
  const title = "Sign in to Databricks";
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder: "Profile to sign in to" });
  return picked?.profile;
}

async function signIn(sessions: SessionStore, profile: Profile): Promise<void> {
  const title = isBrowserSignIn(profile)
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
