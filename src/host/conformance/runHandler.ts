import { cpus } from "node:os";
import * as vscode from "vscode";
import type { RunContext } from "../../conformance/runEntry.ts";
import { PwafError } from "../../core/base/errors.ts";
import { callLines } from "../../core/conformance/calls.ts";
import type { ConformanceEntry } from "../../core/conformance/entry.ts";
import { profileFor } from "../../core/conformance/profileChoice.ts";
import type { ConformanceResult, ConformanceRun, Problem } from "../../core/conformance/result.ts";
import type { Environment } from "../../core/environment/isolate.ts";
import { explain } from "../../core/errors/explain.ts";
import { formatIdentity } from "../../core/identity/identity.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import type { SecretSources } from "../platform/profileAccess.ts";
import { secretsOf } from "../platform/profileAccess.ts";
import type { Services } from "../services.ts";
import type { ConformanceProject } from "./projects.ts";
import { rangeOf } from "./projects.ts";
import { askTarget } from "./target.ts";
import type { EntryItem, TestTree } from "./testTree.ts";

/** For entries that name no time of their own, in seconds. */
const standardTimeout = 300;
const mostJobs = 4;

export interface RunNeeds extends Pick<Services, "profiles" | "state" | "identities" | "extensionVersion"> {
  readonly controller: vscode.TestController;
  readonly tree: TestTree;
  readonly sources: SecretSources;
  /** What a run came to; kept for the report. */
  readonly onRun: (project: ConformanceProject, run: ConformanceRun) => void;
}

/** Runs what was asked for. @throws PwafError when nothing can run. */
export async function runTests(
  request: vscode.TestRunRequest,
  token: vscode.CancellationToken,
  needs: RunNeeds,
): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    throw new PwafError("forbidden", "Commands of a folder run only where it is trusted.", {
      hint: "Trust this folder with “Workspaces: Manage Workspace Trust”, if you know where it comes from.",
    });
  }
  await needs.tree.find();
  const items = needs.tree.chosen(request);
  if (items.length === 0) return;
  const target = await askTarget(needs);
  if (!target) return;
  const run = needs.controller.createTestRun(request);
  try {
    for (const { item } of items) run.enqueued(item);
    for (const project of new Set(items.map((one) => one.project))) {
      const own = items.filter((one) => one.project === project);
      await runProject(project, own, { ...needs, target, run, token });
    }
  } finally {
    run.end();
  }
}

interface ProjectRun extends RunNeeds {
  readonly target: Profile;
  readonly run: vscode.TestRun;
  readonly token: vscode.CancellationToken;
}

async function runProject(project: ConformanceProject, items: readonly EntryItem[], needs: ProjectRun): Promise<void> {
  const { run, target, identities, profiles, sources, extensionVersion } = needs;
  const { identity } = await identities.settingsFor(project.uri);
  if (!identity || project.folder.scheme !== "file") {
    const why = identity ? "Commands run in folders of this machine only." : noIdentity;
    for (const { item } of items) run.errored(item, new vscode.TestMessage(why));
    return;
  }
  const { runAll } = await import("../../conformance/runAll.ts");
  const { signInOf } = await import("../../conformance/signIn.ts");
  const cancel = new AbortController();
  const listening = run.token.onCancellationRequested(() => cancel.abort());
  if (needs.token.isCancellationRequested || run.token.isCancellationRequested) cancel.abort();
  const itemOf = (entry: ConformanceEntry) => items.find((one) => one.entry === entry)?.item;
  const started = new Date();
  const context: RunContext = {
    folder: project.folder.fsPath,
    identity: formatIdentity(identity),
    environment: withoutEditor(process.env),
    signIn: (entry) => {
      const profile = profileFor(entry.auth, target, profiles.all);
      return signInOf(profile, secretsOf(profile, sources));
    },
    timeoutSeconds: standardTimeout,
    signal: cancel.signal,
    now: () => new Date(),
    onOutput: (entry, text) => run.appendOutput(forTerminal(text), undefined, itemOf(entry)),
  };
  try {
    const results = await runAll(
      items.map(({ entry }) => entry),
      context,
      {
        jobs: Math.min(mostJobs, cpus().length),
        onStart: (entry) => {
          const item = itemOf(entry);
          if (item) run.started(item);
        },
        onResult: (result) => {
          const item = itemOf(result.entry);
          if (item) show(result, item, project, run);
        },
      },
    );
    needs.onRun(project, {
      started: started.toISOString(),
      ms: Date.now() - started.getTime(),
      identity: context.identity,
      target: target.host,
      toolVersion: extensionVersion,
      configFile: vscode.workspace.asRelativePath(project.uri),
      results,
    });
  } finally {
    listening.dispose();
  }
}

const noIdentity = "pwaf.json names no company and product, with which every User-Agent is compared.";

function show(
  result: ConformanceResult,
  item: vscode.TestItem,
  project: ConformanceProject,
  run: vscode.TestRun,
): void {
  const { outcome, problems, obstacle = "", ms, entry } = result;
  const lines = result.run ? callLines(result.run.session) : [];
  if (lines.length > 0) run.appendOutput(forTerminal(`${entry.id}: recorded\n${lines.join("\n")}\n`), undefined, item);
  const message = (text: string | vscode.MarkdownString) => {
    const made = new vscode.TestMessage(text);
    made.location = new vscode.Location(project.uri, rangeOf(project.lines, entry.range));
    return made;
  };
  switch (outcome) {
    case "passed":
      return run.passed(item, ms);
    case "failed":
      return run.failed(item, [...problems.map(problemText), ...explanationsOf(result)].map(message), ms);
    case "notRun":
      return run.errored(item, message(obstacle), ms);
    case "cancelled":
      return run.skipped(item);
  }
}

/** Known errors in what the command printed: they tell why it failed. */
function explanationsOf({ output }: ConformanceResult): string[] {
  return explain(output, { contexts: ["databricks"] }).map(
    ({ title, found, cause, fix }) => `${title}: “${found}”. ${cause} ${fix}`,
  );
}

/** The rule's name leads to its page. */
function problemText({ message, rule }: Problem): string | vscode.MarkdownString {
  if (rule === undefined) return message;
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: ["pwaf.lint.openRule"] };
  const link = `command:pwaf.lint.openRule?${encodeURIComponent(JSON.stringify([rule]))}`;
  return text.appendText(`${message} `).appendMarkdown(`Found in code by [${rule}](${link}).`);
}

/** The output of tests is shown by a terminal. */
function forTerminal(text: string): string {
  return text.replace(/\r?\n/g, "\r\n");
}

/** What the editor sets for itself would change how Node.js programs start. */
function withoutEditor(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(?:ELECTRON_|VSCODE_)/.test(name)));
}
