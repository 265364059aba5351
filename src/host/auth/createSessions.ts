import { homedir } from "node:os";
import * as vscode from "vscode";
import type { Services } from "../services.ts";
import { refreshLocks } from "../../workspace/auth/refreshLock.ts";
import { nodeMachine } from "../../workspace/auth/nodeMachine.ts";
import { programObstacle } from "./programObstacle.ts";
import { ServerClock } from "../../workspace/auth/serverClock.ts";
import { createEditorDesk, warnMemoryOnly } from "./editorDesk.ts";
import type { SessionStoreOptions } from "./sessionStore.ts";
import { SessionStore } from "./sessionStore.ts";

type Needs = Pick<Services, "extensionVersion" | "log" | "secrets" | "settings"> &
  Pick<SessionStoreOptions, "profiles"> & {
    readonly profiles: {
      /** Of the configuration file. */
      readonly path: string;
    };
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
    clock: new ServerClock(Date.now, log),
    lockFor: refreshLocks({ folder: storageFolder, log }),
    trusted: () => vscode.workspace.isTrusted,
    desk: createEditorDesk(log),
    machine: nodeMachine({
      programObstacle: () => {
        const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
        const { isTrusted: trusted } = vscode.workspace;
        return programObstacle({ trusted, home: homedir(), configPath: profiles.path, folders });
      },
    }),
    warnMemoryOnly,
  });
}
