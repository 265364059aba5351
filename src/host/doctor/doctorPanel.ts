import { chmod } from "node:fs/promises";
import * as vscode from "vscode";
import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import { isCancelled } from "../../core/base/errors.ts";
import type { Source } from "../../core/doctor/input.ts";
import { markdownReport } from "../../core/doctor/render/markdown.ts";
import type { Action, DoctorReport } from "../../core/doctor/report.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import type { DoctorProtocol, DoctorState, FederationState } from "../../protocol/doctor.ts";
import { logError, showError, viewError } from "../platform/errors.ts";
import { openPage, PanelPort } from "../platform/webviews.ts";
import type { Services } from "../services.ts";
import type { DoctorModel, DoctorSubject } from "./doctorModel.ts";
import type { DoctorPlace } from "./doctorPlaces.ts";
import { doctorView } from "./doctorView.ts";
import type { FederationModel } from "./federationModel.ts";

export type DoctorPanelServices = Pick<Services, "extensionUri" | "log" | "commands" | "profiles" | "sessions"> & {
  readonly model: DoctorModel;
  readonly federation: FederationModel;
  readonly places: () => Promise<readonly DoctorPlace[]>;
};

export type DoctorTab = "report" | "federation";

/** The editor tab with the report and the federation tester. Looks at nothing before it is asked to. */
export class DoctorPanel extends Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #services: DoctorPanelServices;
  readonly #port: PanelPort<DoctorProtocol>;
  #subject: DoctorSubject;
  #tab: DoctorTab;
  #state: DoctorState = { kind: "running", what: "Looking at the environment…" };
  #report: DoctorReport | undefined;
  #federation: FederationState;
  #running: AbortController | undefined;
  #exchanging: AbortController | undefined;

  constructor(panel: vscode.WebviewPanel, services: DoctorPanelServices, subject: DoctorSubject, tab: DoctorTab) {
    super();
    this.#panel = panel;
    this.#services = services;
    this.#subject = subject;
    this.#tab = tab;
    const { extensionUri, log, profiles, sessions, federation } = services;
    this.#federation = federation.empty(this.#profile);
    this.#port = this.own(
      new PanelPort<DoctorProtocol>(
        panel.webview,
        {
          ready: () => this.#resend(),
          run: (chosen) => this.look(chosen, this.#tab),
          act: async ({ finding, action }) => {
            try {
              await this.#act(this.#report?.findings[finding]?.actions[action]);
            } catch (error) {
              await showError(error, log);
            }
          },
          openPlace: async ({ finding, place }) => this.#open(this.#report?.findings[finding]?.places[place]),
          copyMarkdown: () => this.#copy(),
          action: async ({ id }) => {
            await vscode.commands.executeCommand(id, { profile: this.#profile });
          },
          compare: async (input) => {
            const { exchange: _, ...compared } = await federation.compare(input, this.#profile);
            this.#sendFederation(compared);
          },
          exchange: async (input) => {
            this.#exchanging?.abort();
            const stop = (this.#exchanging = new AbortController());
            const compared = await federation.compare(input, this.#profile);
            this.#sendFederation({ ...compared, exchange: { kind: "running" } });
            const exchange = await federation.exchange(input, this.#profile, stop.signal);
            if (!stop.signal.aborted) this.#sendFederation({ ...compared, exchange });
          },
          fetchPolicies: () => this.#fetchPolicies(),
        },
        log,
      ),
    );
    this.own(profiles.onDidChange(() => void this.#sendChoices()));
    this.own(vscode.window.onDidOpenTerminal(() => void this.#sendChoices()));
    this.own(vscode.window.onDidCloseTerminal(() => void this.#sendChoices()));
    this.own(sessions.onDidChange(() => void this.look(this.#subject, this.#tab)));
    this.own(toDisposable(() => this.#running?.abort()));
    this.own(toDisposable(() => this.#exchanging?.abort()));
    this.own(panel.onDidDispose(() => this.dispose()));
    openPage(panel.webview, extensionUri, "doctor", panel.title);
  }

  /** Looks at something, again if it is the same. */
  async look(subject: DoctorSubject, tab: DoctorTab): Promise<void> {
    this.#running?.abort();
    const stop = (this.#running = new AbortController());
    this.#subject = subject;
    this.#tab = tab;
    this.#federation = this.#services.federation.empty(this.#profile);
    this.#show({ kind: "running", what: "Looking at the environment and asking the host…" }, undefined);
    await this.#resend();
    try {
      const report = await this.#services.model.run(subject, stop.signal);
      this.#show({ kind: "report", report: doctorView(report) }, report);
    } catch (error) {
      if (isCancelled(error) || stop.signal.aborted) return;
      logError(error, this.#services.log);
      this.#show({ kind: "error", error: viewError(error) }, undefined);
    }
  }

  reveal(): void {
    this.#panel.reveal();
  }

  get #profile(): Profile | undefined {
    return this.#services.profiles.all.find(({ name }) => name === this.#subject.profile);
  }

  #show(state: DoctorState, report: DoctorReport | undefined): void {
    this.#state = state;
    this.#report = report;
    this.#port.send("state", state);
  }

  #sendFederation(state: FederationState): void {
    this.#federation = state;
    this.#port.send("federation", state);
  }

  /** Everything, for a page that is new or was thrown away while its tab was hidden. */
  async #resend(): Promise<void> {
    await this.#sendChoices();
    this.#port.send("state", this.#state);
    this.#port.send("federation", this.#federation);
    this.#port.send("fill", { clientId: this.#profile?.clientId ?? "" });
    this.#port.send("show", { tab: this.#tab });
  }

  async #sendChoices(): Promise<void> {
    const { profiles, places } = this.#services;
    this.#port.send("choices", {
      profiles: [
        { id: "", label: "As the environment says" },
        ...profiles.all.map(({ name }) => ({ id: name, label: name })),
      ],
      profile: this.#subject.profile,
      places: (await places()).map(({ id, label }) => ({ id, label })),
      place: this.#subject.place,
    });
  }

  async #act(action: Action | undefined): Promise<void> {
    const { commands } = this.#services;
    const target = this.#profile === undefined ? [] : [{ profile: this.#profile }];
    switch (action?.kind) {
      case "openFile":
        return this.#open(action);
      case "signIn":
        await commands.execute("pwaf.signIn", ...target);
        return;
      case "openTerminal":
        await commands.execute("pwaf.terminal.open", ...target);
        return;
      case "editProfile":
        await commands.execute("pwaf.profile.edit", ...target);
        return;
      case "makePrivate":
        await chmod(action.path, 0o600);
        return this.look(this.#subject, this.#tab);
      case "testFederation":
        this.#tab = "federation";
        return this.#port.send("show", { tab: "federation" });
      case undefined:
        return;
    }
  }

  async #open(place: Pick<Source, "path" | "line"> | undefined): Promise<void> {
    if (place?.path === undefined) return;
    const line = (place.line ?? 1) - 1;
    const selection = new vscode.Range(line, 0, line, 0);
    await vscode.commands.executeCommand("vscode.open", vscode.Uri.file(place.path), { selection });
  }

  async #copy(): Promise<void> {
    if (!this.#report) return;
    await vscode.env.clipboard.writeText(markdownReport(this.#report));
    vscode.window.setStatusBarMessage("$(check) Copied the report", 5000);
  }

  async #fetchPolicies(): Promise<void> {
    try {
      const signal = AbortSignal.timeout(30_000);
      this.#port.send("fill", { policy: await this.#services.federation.fetchPolicies(this.#profile, signal) });
    } catch (error) {
      logError(error, this.#services.log);
      const { message, hint = "" } = viewError(error);
      this.#sendFederation({ ...this.#federation, policyProblem: `${message} ${hint}`.trim() });
    }
  }
}
