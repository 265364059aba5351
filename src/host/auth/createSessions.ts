import * as vscode from "vscode";
import type { Services } from "../services.ts";
import { refreshLocks } from "../../workspace/auth/refreshLock.ts";
import { createEditorDesk, warnMemoryOnly } from "./editorDesk.ts";
import type { SessionStoreOptions } from "./sessionStore.ts";
import { SessionStore } from "./sessionStore.ts";

type Needs = Pick<Services, "extensionVersion" | "log" | "secrets" | "settings"> &
  Pick<SessionStoreOptions, "profiles"> & {
    /** A folder of this machine that all windows share. */
    readonly storageFolder: string;
  };

/** The sessions of this window, with the editor at their desk. */
export function createSessions({
  extensionVersion,
  log,
  profiles,
  secrets,
  settings,
  storageFolder,
}: Needs): SessionStore {
  return new SessionStore({
    extensionVersion,
    log,
    profiles,
    secrets,
    timeoutMs: () => settings.get("signIn.timeoutSeconds") * 1000,
    lockFor: refreshLocks({ folder: storageFolder, log }),
    trusted: () => vscode.workspace.isTrusted,
    desk: createEditorDesk(log),
    warnMemoryOnly,
  });
}
