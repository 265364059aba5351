import type { Services } from "../services.ts";
import { createEditorDesk } from "./editorDesk.ts";
import type { SessionStoreOptions } from "./sessionStore.ts";
import { SessionStore } from "./sessionStore.ts";

type Needs = Pick<Services, "extensionVersion" | "log" | "secrets" | "settings"> &
  Pick<SessionStoreOptions, "profiles">;

/** The sessions of this window, with the editor at their desk. */
export function createSessions({ extensionVersion, log, profiles, secrets, settings }: Needs): SessionStore {
  return new SessionStore({
    extensionVersion,
    log,
    profiles,
    secrets,
    timeoutMs: () => settings.get("signIn.timeoutSeconds") * 1000,
    desk: createEditorDesk(log),
  });
}
