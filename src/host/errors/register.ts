import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import type { Explanation } from "../../core/errors/explain.ts";
import type { Services } from "../services.ts";
import { askError } from "./askError.ts";
import { openErrorPage, showExplanation } from "./showExplanation.ts";
import { ErrorLinks } from "./terminalLinks.ts";
import { TerminalOutput } from "./terminalOutput.ts";

/** Explains known errors of Databricks clients: in terminals, and on command. */
export function registerErrors({
  commands,
  settings,
  extensionUri,
}: Pick<Services, "commands" | "settings" | "extensionUri">): IDisposable {
  const store = new DisposableStore();

  const show = async (explanations: readonly Explanation[]): Promise<void> => {
    const explanation = explanations.length > 1 ? await askWhich(explanations) : explanations[0];
    if (explanation) await showExplanation(explanation, extensionUri);
  };
  const notify = async (explanations: readonly Explanation[]): Promise<void> => {
    const explainIt = "Explain";
    const titles = explanations.map(({ title }) => title).join("; ");
    if ((await vscode.window.showInformationMessage(`The command failed: ${titles}.`, explainIt)) === explainIt)
      await show(explanations);
  };
  const output = store.add(new TerminalOutput(settings, (explanations) => void notify(explanations)));
  store.add(
    vscode.window.registerTerminalLinkProvider(
      new ErrorLinks(
        () => settings.get("errors.links"),
        (terminal, line) => output.around(terminal, line),
        (explanation) => show([explanation]),
      ),
    ) satisfies IDisposable,
  );
  store.add(
    commands.register("pwaf.errors.explain", async () => {
      const explanations = await askError();
      if (explanations === undefined) return;
      if (explanations.length > 0) return show(explanations);
      const list = "Open list";
      const text = "Nothing in this text is an error that is known here.";
      if ((await vscode.window.showInformationMessage(text, list)) === list) await openErrorPage(extensionUri);
    }),
  );
  return store;
}

async function askWhich(explanations: readonly Explanation[]): Promise<Explanation | undefined> {
  const items = explanations.map((explanation) => ({
    label: explanation.title,
    detail: explanation.found,
    explanation,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: "Explain an error",
    placeHolder: "Several known errors stand in this text",
  });
  return picked?.explanation;
}
