import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import type { ConformanceRun } from "../../core/conformance/result.ts";
import { RunHistory } from "../../core/conformance/runHistory.ts";
import { nodeMachine } from "../../workspace/auth/nodeMachine.ts";
import { setContextKey } from "../platform/contextKeys.ts";
import { showError } from "../platform/errors.ts";
import type { ProfilesWithSecrets } from "../platform/profileAccess.ts";
import type { Services } from "../services.ts";
import type { ConformanceProject } from "./projects.ts";
import { configGlob, findConfigs, readProject } from "./projects.ts";
import type { ProjectHistory } from "./reportCommand.ts";
import type { RunNeeds } from "./runHandler.ts";
import { askTarget, chosenTarget } from "./target.ts";
import { TestTree } from "./testTree.ts";

type Needs = Pick<
  Services,
  "changes" | "commands" | "extensionVersion" | "identities" | "lint" | "log" | "scan" | "sessions" | "state"
> & { readonly profiles: ProfilesWithSecrets };

/** Conformance in the Testing view: what `pwaf.json` names, each run in the environment of one profile. */
export function registerConformance(services: Needs): IDisposable {
  const { commands, log } = services;
  const store = new DisposableStore();
  const histories = new Map<string, ProjectHistory>();
  const keep = (project: ConformanceProject, run: ConformanceRun) => {
    const key = project.uri.toString();
    const history = histories.get(key)?.history ?? new RunHistory();
    history.add(run);
    histories.set(key, { project, history });
    setContextKey("pwaf.hasConformanceResults", true);
  };
  let tests: ConformanceTests | undefined;
  // Without anything to run there is no controller: it alone would put the Testing view on the screen.
  const begin = async (files: readonly vscode.Uri[]) => {
    for (const file of files) {
      if (tests || !(await readProject(file))) continue;
      tests ??= store.add(new ConformanceTests(services, keep));
      setContextKey("pwaf.hasConformance", true);
    }
  };
  const watcher = store.add(vscode.workspace.createFileSystemWatcher(configGlob));
  const shown = (work: Promise<void>) => void work.catch((error: unknown) => showError(error, log));
  store.add(watcher.onDidCreate((uri) => shown(begin([uri]))));
  store.add(watcher.onDidChange((uri) => shown(begin([uri]))));
  shown(findConfigs().then(begin));

  store.add(commands.register("pwaf.conformance.selectTarget", () => tests?.changeTarget()));
  store.add(
    commands.register("pwaf.conformance.saveReport", async () =>
      (await import("./reportCommand.ts")).saveReport([...histories.values()]),
    ),
  );
  store.add(
    commands.register("pwaf.conformance.addEntries", async () =>
      (await import("./addEntries.ts")).addEntries(services),
    ),
  );
  return store;
}

/** The controller of the Testing view and its one way to run. */
class ConformanceTests extends DisposableStore {
  readonly #services: Needs;
  readonly #runProfile: vscode.TestRunProfile;

  constructor(services: Needs, onRun: RunNeeds["onRun"]) {
    super();
    this.#services = services;
    const { profiles, sessions, log } = services;
    const controller = this.own(vscode.tests.createTestController("pwaf.conformance", "PWAF conformance"));
    const tree = this.own(new TestTree(controller));
    const machine = nodeMachine({
      programObstacle: () => (vscode.workspace.isTrusted ? undefined : "This folder is not trusted."),
    });
    const sources = { profiles, sessions, machine };
    const run = async (request: vscode.TestRunRequest, token: vscode.CancellationToken) => {
      try {
        const { runTests } = await import("./runHandler.ts");
        await runTests(request, token, { ...services, controller, tree, sources, onRun });
        this.#showTarget();
      } catch (error) {
        await showError(error, log);
      }
    };
    this.#runProfile = this.own(controller.createRunProfile("Run", vscode.TestRunProfileKind.Run, run, true));
    this.#runProfile.configureHandler = () => void this.changeTarget().catch((error: unknown) => showError(error, log));
    this.own(profiles.onDidChange(() => this.#showTarget()));
    this.#showTarget();
  }

  async changeTarget(): Promise<void> {
    await askTarget(this.#services, true);
    this.#showTarget();
  }

  #showTarget(): void {
    const target = chosenTarget(this.#services);
    this.#runProfile.label = target ? `Run against ${target.name}` : "Run";
  }
}
