import type { Identity } from "../identity/identity.ts";
import type { RuleSetting } from "../identity/projectConfig.ts";
import type { Finding } from "./finding.ts";
import type { Site } from "./sites.ts";

export interface LintOptions {
  /** Who the project is; without it a missing User-Agent has no fix. */
  readonly identity?: Identity;
  /** Rule id → severity, over the rule's own. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
}

export interface FileReport {
  readonly findings: readonly Finding[];
  /** What ignore comments keep from being reported. */
  readonly ignored: readonly Finding[];
  readonly sites: readonly Site[];
  /** False when the file holds no word that a rule waits for. */
  readonly parsed: boolean;
}

export const nothingFound: FileReport = { findings: [], ignored: [], sites: [], parsed: false };
