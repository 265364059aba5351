import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import type { Logger } from "../../core/base/logger.ts";
import { redact } from "../../core/base/redact.ts";

export interface HostLog extends Logger, IDisposable {
  show(): void;
}

/** The extension's output channel. Every line passes `redact`. */
export function createLog(): HostLog {
  const channel = vscode.window.createOutputChannel("PWAF Toolkit", { log: true });
  return {
    debug: (message) => channel.debug(redact(message)),
    info: (message) => channel.info(redact(message)),
    warn: (message) => channel.warn(redact(message)),
    error: (message) => channel.error(redact(message)),
    show: () => channel.show(),
    dispose: () => channel.dispose(),
  };
}
