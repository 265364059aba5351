import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import type { Machine } from "../../workspace/auth/machine.ts";
import { nodeMachine } from "../../workspace/auth/nodeMachine.ts";
import { EditorTabs } from "../platform/editorTabs.ts";
import { viewError } from "../platform/errors.ts";
import type { ProfileTarget } from "../platform/profileTarget.ts";
import type { Services, SessionList, Sessions } from "../services.ts";
import type { DoctorPanel, DoctorPanelServices, DoctorTab } from "./doctorPanel.ts";
import type { DoctorSubject } from "./doctorModel.ts";
import { doctorPlaces } from "./doctorPlaces.ts";
import { registerEnvironmentCommands } from "./environmentCommands.ts";
import type { ProfilesWithSecrets } from "../platform/profileAccess.ts";

type Needs = Pick<Services, "commands" | "extensionUri" | "extensionVersion" | "log"> & {
  readonly profiles: ProfilesWithSecrets;
  readonly sessions: Sessions & SessionList;
};

interface Shown {
  readonly subject: DoctorSubject;
  readonly tab: DoctorTab;
}

/** The panel that explains sign-ins, and environments of one profile. */
export function registerDoctor(services: Needs): IDisposable {
  const { commands, profiles } = services;
  const store = new DisposableStore();
  const machine = nodeMachine({
    programObstacle: () => (vscode.workspace.isTrusted ? undefined : "This folder is not trusted."),
  });
  // A button of the view's title hands over the row that has the focus, if any: the panel says whom it is about.
  const shown = (tab: DoctorTab, ...[target]: ProfileTarget): Shown => ({
    subject: { profile: (target?.profile ?? profiles.active)?.name ?? "", place: "editor" },
    tab,
  });
  const tabs = store.add(
    new EditorTabs<Shown, DoctorPanel>({
      viewType: "pwaf.doctor",
      extensionUri: services.extensionUri,
      title: () => "Sign-in doctor",
      key: () => "",
      make: async (panel, { subject, tab }, { isRestored }) => {
        const [{ DoctorPanel }, needs] = await Promise.all([
          import("./doctorPanel.ts"),
          panelServices(services, machine),
        ]);
        const doctor = new DoctorPanel(panel, needs, subject, tab);
        if (isRestored) void doctor.look(subject, tab);
        return doctor;
      },
      restore: () => shown("report"),
    }),
  );
  const open = async (what: Shown) => (await tabs.show(what)).look(what.subject, what.tab);
  store.add(commands.register("pwaf.doctor.open", (...target: ProfileTarget) => open(shown("report", ...target))));
  store.add(
    commands.register("pwaf.federation.test", (...target: ProfileTarget) => open(shown("federation", ...target))),
  );
  store.add(registerEnvironmentCommands({ profiles, sessions: services.sessions, machine }, services));
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
