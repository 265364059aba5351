import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore, toDisposable } from "../../core/base/disposable.ts";
import type { Machine } from "../../workspace/auth/machine.ts";
import { nodeMachine } from "../../workspace/auth/nodeMachine.ts";
import { viewError } from "../platform/errors.ts";
import type { ProfileTarget } from "../platform/profileTarget.ts";
import type { Services, SessionList, Sessions } from "../services.ts";
import type { DoctorPanel, DoctorPanelServices, DoctorTab } from "./doctorPanel.ts";
import type { DoctorSubject } from "./doctorModel.ts";
import { doctorPlaces } from "./doctorPlaces.ts";
import { registerEnvironmentCommands } from "./environmentCommands.ts";
import type { ProfilesWithSecrets } from "../platform/profileAccess.ts";

const viewType = "pwaf.doctor";

type Needs = Pick<Services, "commands" | "extensionUri" | "extensionVersion" | "log"> & {
  readonly profiles: ProfilesWithSecrets;
  readonly sessions: Sessions & SessionList;
};

/** The panel that explains sign-ins, and environments of one profile. */
export function registerDoctor(services: Needs): IDisposable {
  const { commands, profiles } = services;
  const store = new DisposableStore();
  const machine = nodeMachine({
    programObstacle: () => (vscode.workspace.isTrusted ? undefined : "This folder is not trusted."),
  });
  let panel: DoctorPanel | undefined;
  store.add(toDisposable(() => panel?.dispose()));

  const adopt = async (webview: vscode.WebviewPanel, subject: DoctorSubject, tab: DoctorTab) => {
    // The checks are loaded with the first panel, not with the extension.
    const [{ DoctorPanel }, needs] = await Promise.all([import("./doctorPanel.ts"), panelServices(services, machine)]);
    const opened = new DoctorPanel(webview, needs, subject, tab);
    panel = opened;
    webview.onDidDispose(() => {
      if (panel === opened) panel = undefined;
    });
  };
  const open = async (subject: DoctorSubject, tab: DoctorTab) => {
    if (panel) {
      panel.reveal();
      return panel.look(subject, tab);
    }
    const webview = vscode.window.createWebviewPanel(viewType, "Sign-in doctor", vscode.ViewColumn.Active, {
      enableScripts: true,
    });
    webview.iconPath = vscode.Uri.joinPath(services.extensionUri, "media", "pwaf.svg");
    return adopt(webview, subject, tab);
  };
  // A button of the view's title hands over the row that has the focus, if any: the panel says whom it is about.
  const subjectOf = (...[target]: ProfileTarget): DoctorSubject => ({
    profile: (target?.profile ?? profiles.active)?.name ?? "",
    place: "editor",
  });

  store.add(commands.register("pwaf.doctor.open", (...target: ProfileTarget) => open(subjectOf(...target), "report")));
  store.add(
    commands.register("pwaf.federation.test", (...target: ProfileTarget) => open(subjectOf(...target), "federation")),
  );
  store.add(registerEnvironmentCommands({ profiles, sessions: services.sessions, machine }, services));
  store.add(
    vscode.window.registerWebviewPanelSerializer(viewType, {
      async deserializeWebviewPanel(webview) {
        if (panel) webview.dispose();
        else await adopt(webview, subjectOf(), "report");
      },
    }),
  );
  return store;
}

async function panelServices(services: Needs, machine: Machine): Promise<DoctorPanelServices> {
  const { profiles, sessions, extensionVersion } = services;
  const [{ DoctorModel }, { FederationModel }] = await Promise.all([
    import("./doctorModel.ts"),
    import("./federationModel.ts"),
  ]);
  const userAgent = `PwafToolkit_VSCode/${extensionVersion}`;
  const places = () =>
    doctorPlaces({
      editorEnvironment: machine.environment,
      terminals: () =>
        Promise.all(vscode.window.terminals.map(async ({ name, processId }) => ({ name, processId: await processId }))),
      clipboard: async () => vscode.env.clipboard.readText(),
    });
  const now = Date.now;
  const folders = () =>
    vscode.workspace.isTrusted
      ? (vscode.workspace.workspaceFolders ?? [])
          .filter(({ uri }) => uri.scheme === "file")
          .map(({ uri }) => uri.fsPath)
      : [];
  return {
    ...services,
    places,
    model: new DoctorModel({ profiles, sessions, places, folders, userAgent, now }),
    federation: new FederationModel({ profiles, sessions, machine, http: { userAgent }, now, viewError }),
  };
}
