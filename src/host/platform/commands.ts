import * as vscode from "vscode";
import type { Logger } from "../../core/base/logger.ts";
import type { IDisposable } from "../../core/base/disposable.ts";
import { Disposable } from "../../core/base/disposable.ts";
import type { CommandId } from "./commandIds.ts";
import { showError } from "./errors.ts";

/** The one door to commands: logs, and shows what went wrong with a next step. */
export class Commands extends Disposable {
  readonly #log: Logger;

  constructor(log: Logger) {
    super();
    this.#log = log;
  }

  register<A extends unknown[]>(id: CommandId, run: (...args: A) => unknown): IDisposable {
    return this.own(
      vscode.commands.registerCommand(id, async (...args: unknown[]) => {
        this.#log.debug(`command ${id}`);
        try {
          // VS Code hands over untyped arguments; each handler states what its callers pass.
          return await run(...(args as A));
        } catch (error) {
          await showError(error, this.#log, { id, args });
          return undefined;
        }
      }),
    );
  }

  execute(id: CommandId, ...args: unknown[]): Thenable<unknown> {
    return vscode.commands.executeCommand(id, ...args);
  }
}
