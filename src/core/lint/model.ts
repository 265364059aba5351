import type { TextRange } from "../base/text.ts";
import { LineIndex } from "../base/text.ts";
import type { Unseen } from "./connectors/unseenCalls.ts";
import type { Dependency } from "./dependencies/dependency.ts";
import type { EnvironmentBlock } from "./environment/block.ts";
import type { IgnoreComment } from "./ignores.ts";
import type { FileKind } from "./languages/fileKinds.ts";
import type { SettingsSection } from "./settings/section.ts";
import type { ApiUse, GlobalTag, Site } from "./sites.ts";

/** What a file holds, before any rule looked at it. */
export interface FileModel {
  readonly path: string;
  readonly kind: FileKind;
  readonly text: string;
  readonly lines: LineIndex;
  readonly sites: readonly Site[];
  readonly tags: readonly GlobalTag[];
  readonly uses: readonly ApiUse[];
  /** Calls that were not looked at because the file is too large or too dense. */
  readonly unseen: Unseen | undefined;
  readonly environments: readonly EnvironmentBlock[];
  readonly settings: readonly SettingsSection[];
  readonly dependencies: readonly Dependency[];
  /** Where the patterns of rules match outside comments and documentation. */
  readonly matches: readonly PatternMatch[];
  readonly ignores: readonly IgnoreComment[];
  /** Other files that the analysis looked into: a change there may change what this file holds. */
  readonly imports: readonly string[];
}

/** A file in which nothing was found. */
export function emptyModel(path: string, kind: FileKind, text: string): FileModel {
  return {
    ...{ path, kind, text, lines: new LineIndex(text) },
    ...{ sites: [], tags: [], uses: [], unseen: undefined, environments: [], settings: [] },
    ...{ dependencies: [], matches: [], ignores: [], imports: [] },
  };
}

/** One match of a rule's pattern. */
export interface PatternMatch extends TextRange {
  readonly rule: string;
  readonly text: string;
  readonly groups: Readonly<Record<string, string | undefined>>;
  /** In a text literal of code, in code itself, or in a file that is no code. */
  readonly place: "text" | "code" | "data";
  /** The whole literal around the match, quotes included, when `place` is `text`. */
  readonly literal?: TextRange;
}
