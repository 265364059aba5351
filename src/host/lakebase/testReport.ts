import * as vscode from "vscode";
import { explainFirst } from "../../core/errors/explain.ts";
import type { CheckStep } from "../../workspace/lakebase/connectionCheck.ts";
import { errorActions } from "../platform/errorActions.ts";
import type { LakebaseNode } from "./lakebaseNode.ts";

type Run = (onStep: (step: CheckStep) => void, signal: AbortSignal) => Promise<readonly CheckStep[]>;

interface Line extends vscode.QuickPickItem {
  /** What a choice of this line does, once the list is closed; nothing for a step that went well. */
  readonly run?: () => unknown;
}

/**
 * Runs a test and shows its steps as they end, in a list that stays until it is closed; closed before the end, the test
 * stops. The step that failed says more when it is chosen, since lines of a list do not wrap.
 */
export async function showTest(target: string, node: LakebaseNode | undefined, run: Run): Promise<void> {
  const list = vscode.window.createQuickPick<Line>();
  const stop = new AbortController();
  const steps: CheckStep[] = [];
  list.title = `${target}: testing the connection …`;
  list.placeholder = "Steps of the connection";
  list.busy = true;
  list.ignoreFocusOut = true;
  list.matchOnDetail = true;
  const closed = new Promise<Line | undefined>((resolve) => {
    list.onDidAccept(() => {
      const [chosen] = list.selectedItems;
      if (chosen?.run === undefined) return;
      resolve(chosen);
      list.hide();
    });
    list.onDidHide(() => resolve(undefined));
  });
  list.show();
  const running = run((step) => {
    steps.push(step);
    list.items = steps.map((one) => lineOf(one));
  }, stop.signal);
  const again = (): Promise<void> => showTest(target, node, run);
  const finish = (): void => {
    const failed = steps.find(({ outcome }) => outcome === "failed");
    const copy: Line = {
      label: "$(copy) Copy this report",
      detail: "No secret is in it",
      run: () => copyReport(target, steps),
    };
    const retry: Line = { label: "$(refresh) Test again", detail: "With the same answers", run: again };
    const lines = steps.map((step) => lineOf(step, () => explain(step, node, again)));
    list.title = `${target}: ${failed === undefined ? "connected" : `failed at “${failed.title}”`}`;
    list.busy = false;
    list.items = failed === undefined ? [...lines, copy] : [...lines, retry, copy];
    list.activeItems = lines.filter((_, at) => steps[at] === failed);
  };
  running.then(finish, () => list.hide());
  const chosen = await closed;
  stop.abort();
  list.dispose();
  await running;
  await chosen?.run?.();
}

const icons: Readonly<Record<CheckStep["outcome"], string>> = {
  passed: "pass",
  failed: "error",
  skipped: "circle-slash",
};

function lineOf(step: CheckStep, explainFailure?: () => unknown): Line {
  const { title, outcome, detail } = step;
  const line = { label: `$(${icons[outcome]}) ${title}`, description: outcome, detail };
  if (outcome !== "failed") return line;
  return {
    ...line,
    description: "failed · Enter says why and what helps",
    detail: known(step)?.title ?? detail,
    ...(explainFailure === undefined ? {} : { run: explainFailure }),
  };
}

/** What a failure is among the known errors. */
function known({ detail, speaker }: CheckStep) {
  return explainFirst(detail, { contexts: ["databricks", speaker ?? "federation"] });
}

/** The whole of a failure: what was said, why and what helps, as the table of known errors says it or else who has failed. */
async function explain(step: CheckStep, node: LakebaseNode | undefined, again: () => Promise<void>): Promise<void> {
  const error = known(step);
  const [action] = error?.actions.filter((one) => one !== "testLakebase").map((one) => errorActions[one]) ?? [];
  const help = error === undefined ? step.hint : `Cause: ${error.cause}\n\nFix: ${error.fix}`;
  const retry = "Test again";
  const buttons = [...(action === undefined ? [] : [action.title]), retry];
  const options = { modal: true, detail: [step.detail, help].filter(Boolean).join("\n\n") };
  const picked = await vscode.window.showWarningMessage(error?.title ?? `${step.title} failed`, options, ...buttons);
  if (picked === retry) await again();
  else if (action !== undefined && picked === action.title) {
    const isForNode = action.id === errorActions.createRole.id;
    await vscode.commands.executeCommand(action.id, ...(isForNode ? [node] : []));
  }
}

async function copyReport(target: string, steps: readonly CheckStep[]): Promise<void> {
  const lines = steps.map((step) => {
    const error = step.outcome === "failed" ? known(step) : undefined;
    const help = error === undefined ? step.hint : `Cause: ${error.cause} Fix: ${error.fix}`;
    return [`${step.outcome}: ${step.title}. ${step.detail}`, help].filter(Boolean).join("\n  ");
  });
  await vscode.env.clipboard.writeText(`${target}\n${lines.join("\n")}\n`);
}
