import * as vscode from "vscode";
import type { Logger } from "../../core/base/logger.ts";
import type { IDisposable } from "../../core/base/disposable.ts";
import { Disposable } from "../../core/base/disposable.ts";
import { showError } from "./errors.ts";

/** Every command of the extension. A test compares this list with `package.json`. */
export const commandIds = [
  "pwaf.profile.add",
  "pwaf.profile.switch",
  "pwaf.profile.edit",
  "pwaf.profile.duplicate",
  "pwaf.profile.rename",
  "pwaf.profile.remove",
  "pwaf.profile.makeDefault",
  "pwaf.profile.moveSecrets",
  "pwaf.profile.test",
  "pwaf.profile.undo",
  "pwaf.token.create",
  "pwaf.token.revoke",
  "pwaf.token.refresh",
  "pwaf.token.openFound",
  "pwaf.change.apply",
  "pwaf.change.discard",
  "pwaf.report.save",
  "pwaf.profile.openFile",
  "pwaf.profile.copyHost",
  "pwaf.signIn",
  "pwaf.signOut",
  "pwaf.redirects.show",
  "pwaf.catalog.refresh",
  "pwaf.catalog.refreshNode",
  "pwaf.catalog.retry",
  "pwaf.catalog.loadMore",
  "pwaf.catalog.copyName",
  "pwaf.catalog.insertName",
  "pwaf.catalog.openInBrowser",
  "pwaf.catalog.filter",
  "pwaf.catalog.clearFilter",
  "pwaf.catalog.search",
  "pwaf.catalog.reveal",
  "pwaf.catalog.revealName",
  "pwaf.catalog.addFavourite",
  "pwaf.catalog.removeFavourite",
  "pwaf.table.preview",
  "pwaf.previewVolumeFile",
  "pwaf.buildGrants",
  "pwaf.sql.run",
  "pwaf.sql.runFile",
  "pwaf.sql.cancel",
  "pwaf.sql.selectNamespace",
  "pwaf.results.pin",
  "pwaf.results.unpin",
  "pwaf.results.close",
  "pwaf.results.export",
  "pwaf.history.show",
  "pwaf.history.clear",
  "pwaf.warehouse.select",
  "pwaf.warehouse.start",
  "pwaf.warehouse.stop",
  "pwaf.warehouse.copyPath",
  "pwaf.snippet.insert",
  "pwaf.connector.add",
  "pwaf.formKit.open",
  "pwaf.identity.set",
  "pwaf.lint.scan",
  "pwaf.lint.cancelScan",
  "pwaf.lint.fix",
  "pwaf.lint.fixFile",
  "pwaf.lint.fixWorkspace",
  "pwaf.lint.openRule",
  "pwaf.lint.turnOffRule",
  "pwaf.callPaths.open",
  "pwaf.callPaths.openSource",
  "pwaf.callPaths.fix",
  "pwaf.callPaths.refresh",
  "pwaf.callPaths.groupByFile",
  "pwaf.callPaths.groupByClient",
  "pwaf.callPaths.filter",
  "pwaf.callPaths.clearFilter",
  "pwaf.callPaths.copyRow",
  "pwaf.callPaths.copyPath",
  "pwaf.callPaths.copyMarkdown",
  "pwaf.callPaths.export",
  "pwaf.doctor.open",
  "pwaf.federation.test",
  "pwaf.terminal.open",
  "pwaf.environment.copy",
  "pwaf.recorder.open",
  "pwaf.conformance.addEntries",
  "pwaf.conformance.selectTarget",
  "pwaf.conformance.saveReport",
  "pwaf.connection.refresh",
  "pwaf.connection.allow",
  "pwaf.connection.revoke",
  "pwaf.connection.call",
  "pwaf.connection.create",
  "pwaf.readyQuery.open",
  "pwaf.readyQuery.run",
  "pwaf.attribution.check",
  "pwaf.lakebase.refresh",
  "pwaf.lakebase.testConnection",
  "pwaf.lakebase.openSql",
  "pwaf.lakebase.generateCredential",
  "pwaf.lakebase.copyConnection",
  "pwaf.lakebase.copyEnvironment",
  "pwaf.lakebase.createRole",
  "pwaf.errors.explain",
  "pwaf.mcp.showTools",
  "pwaf.mcp.offer",
  "pwaf.mcp.withdraw",
  "pwaf.mcp.copyUrl",
  "pwaf.log.show",
  "pwaf.walkthrough.open",
] as const;

export type CommandId = (typeof commandIds)[number];

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
