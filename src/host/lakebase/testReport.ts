import * as vscode from "vscode";
import { explainFirst } from "../../core/errors/explain.ts";
import type { CheckStep } from "../../workspace/lakebase/connectionCheck.ts";
import { errorActions } from "../platform/errorActions.ts";
import type { LakebaseNode } from "./lakebaseNode.ts";

type Run = (onStep: (step: CheckStep) => void, signal: AbortSignal) => Promise<readonly CheckStep[]>;

interface Line extends vscode.QuickPickItem {
  /** What a choice of this line does; nothing for a step. */
  readonly run?: () => unknown;
}

/**
 * Runs a test and shows its steps as they end, in a list that stays until it is closed; closed before the end, the test
 * stops. What a known error asks for stands below, with a second try.
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
    list.items = steps.map(lineOf);
  }, stop.signal);
  const finish = (): void => {
    const failed = steps.find(({ outcome }) => outcome === "failed");
    list.title = `${target}: ${failed === undefined ? "connected" : `failed at “${failed.title}”`}`;
    list.busy = false;
    const again = {
      label: "$(refresh) Test again",
      detail: "With the same answers",
      run: () => showTest(target, node, run),
    };
    const copy = {
      label: "$(copy) Copy this report",
      detail: "No secret is in it",
      run: () => copyReport(target, steps),
    };
    list.items = [...steps.map(lineOf), ...(failed === undefined ? [] : [...helpLines(failed, node), again]), copy];
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

function lineOf(step: CheckStep): Line {
  const { title, outcome } = step;
  return { label: `$(${icons[outcome]}) ${title}`, description: outcome, detail: detailOf(step) };
}

function explained({ detail }: CheckStep) {
  return explainFirst(detail, { contexts: ["databricks", "lakebase"] });
}

/** What came of a step; of a failure also why and what helps: as the table of known errors says, or else who has failed. */
function detailOf(step: CheckStep): string {
  const known = step.outcome === "failed" ? explained(step) : undefined;
  const help = known === undefined ? step.hint : `${known.cause} ${known.fix}`;
  return help === undefined ? step.detail : `${step.detail.replace(/(?<![.!?])$/, ".")} ${help}`;
}

function helpLines(failed: CheckStep, node: LakebaseNode | undefined): Line[] {
  const actions = explained(failed)?.actions.filter((action) => action !== "testLakebase") ?? [];
  return actions.map((action) => {
    const { id, title } = errorActions[action];
    return {
      label: `$(arrow-right) ${title}`,
      run: () => vscode.commands.executeCommand(id, ...(action === "createRole" ? [node] : [])),
    };
  });
}

async function copyReport(target: string, steps: readonly CheckStep[]): Promise<void> {
  const lines = steps.map((step) => `${step.outcome}: ${step.title}. ${detailOf(step)}`);
  await vscode.env.clipboard.writeText(`${target}\n${lines.join("\n")}\n`);
}
