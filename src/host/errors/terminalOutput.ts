import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { Disposable } from "../../core/base/disposable.ts";
import type { Explanation } from "../../core/errors/explain.ts";
import { explain } from "../../core/errors/explain.ts";
import type { Settings } from "../platform/settings.ts";
import type { CommandOutput } from "./commandOutput.ts";
import { CommandOutputs } from "./commandOutput.ts";

/** Follows what commands print in terminals with shell integration. It stays in memory, and only while a setting wants it. */
export class TerminalOutput extends Disposable {
  readonly #settings: Settings;
  readonly #failed: (explanations: readonly Explanation[]) => void;
  readonly #outputs = new WeakMap<vscode.Terminal, CommandOutputs>();
  readonly #running = new WeakMap<vscode.TerminalShellExecution, { output: CommandOutput; read: Promise<void> }>();

  /** @param failed told of the known errors of a command that has failed. */
  constructor(settings: Settings, failed: (explanations: readonly Explanation[]) => void) {
    super();
    this.#settings = settings;
    this.#failed = failed;
    this.own(vscode.window.onDidStartTerminalShellExecution((event) => this.#start(event)) satisfies IDisposable);
    this.own(vscode.window.onDidEndTerminalShellExecution((event) => void this.#end(event)) satisfies IDisposable);
  }

  /** What stands around a line of a terminal: its command and what that printed; empty when it is not known. */
  around(terminal: vscode.Terminal, line: string): string {
    return this.#outputs.get(terminal)?.around(line) ?? "";
  }

  #start({ terminal, execution }: vscode.TerminalShellExecutionStartEvent): void {
    if (!this.#settings.get("errors.links") && !this.#settings.get("errors.notify")) return;
    const outputs = this.#outputs.get(terminal) ?? new CommandOutputs();
    this.#outputs.set(terminal, outputs);
    const output = outputs.start(execution.commandLine.value);
    // What is printed before somebody reads is lost.
    const data = execution.read();
    const read = (async () => {
      for await (const text of data) output.add(text);
    })();
    this.#running.set(execution, { output, read });
  }

  async #end({ execution, exitCode }: vscode.TerminalShellExecutionEndEvent): Promise<void> {
    const running = this.#running.get(execution);
    if (!running || exitCode === 0 || !this.#settings.get("errors.notify")) return;
    await running.read;
    const { command } = running.output;
    // The command itself may hold the words of an error.
    const text = running.output.text().slice(command.length);
    const explanations = explain(text, { before: command });
    if (explanations.length > 0) this.#failed(explanations);
  }
}
