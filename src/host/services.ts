import type { CancellationToken, Uri } from "vscode";
import type { Event } from "../core/base/emitter.ts";
import type { PwafError } from "../core/base/errors.ts";
import type { Identity } from "../core/identity/identity.ts";
import type { ProjectConfig } from "../core/identity/projectConfig.ts";
import type { LineIndex } from "../core/base/text.ts";
import type { FileReport } from "../core/lint/fileReport.ts";
import type { Profile } from "../core/profiles/profile.ts";
import type { Place } from "../core/lint/sites.ts";
import type { Namespace } from "../core/sql/useStatement.ts";
import type { ExportOptions, ExportProgress } from "../workspace/sql/exportTypes.ts";
import type { ArrowPage, SqlResult, SqlStatement } from "../workspace/sql/types.ts";
import type { WorkspaceClient } from "../workspace/rest/workspaceClient.ts";
import type { ChangePreview } from "./platform/changePreview.ts";
import type { Commands } from "./platform/commands.ts";
import type { EditorDatabases } from "./platform/editorDatabases.ts";
import type { HostLog } from "./platform/log.ts";
import type { Reports } from "./platform/reports.ts";
import type { Secrets } from "./platform/secrets.ts";
import type { TreeSections } from "./platform/sectionedTree.ts";
import type { Settings } from "./platform/settings.ts";
import type { State, UserState } from "./platform/state.ts";

/** Owner of the profiles; everyone else reads `all` and `active`. */
export interface Profiles {
  readonly all: readonly Profile[];
  readonly active: Profile | undefined;
  /** Why the configuration file could not be read, if so. */
  readonly problem: PwafError | undefined;
  readonly onDidChange: Event<void>;
}

export type Session =
  | { readonly kind: "noProfile" }
  | { readonly kind: "signedOut"; readonly profile: Profile }
  | { readonly kind: "signingIn"; readonly profile: Profile }
  | { readonly kind: "signedIn"; readonly profile: Profile; readonly userName: string };

/** Owner of the sign-in of the active profile. Each change makes a new object. */
export interface Sessions {
  /** Settles when the sessions of earlier windows have been restored. Never rejects. */
  readonly ready: Promise<void>;
  readonly current: Session;
  readonly onDidChange: Event<Session>;
  /**
   * A valid access token of a profile, refreshed when needed.
   * @throws PwafError `unauthenticated` when nobody is signed in, `unreachable` when a refresh cannot be made.
   */
  accessToken(profile: Profile): Promise<string>;
  /** The workspace has refused this token (401): `accessToken` will give another one, or say that there is none. */
  refuse(profile: Profile, accessToken: string): void;
}

/** The sign-ins of all profiles, for lists of profiles. */
export interface SessionList {
  of(profile: Profile): Session;
  /** Some profile's session is different, active or not. */
  readonly onDidChangeAny: Event<void>;
}

/** The workspace of the active profile, by REST. */
export interface Workspaces {
  /** @throws PwafError `config` without an active profile. */
  client(): Promise<WorkspaceClient>;
}

/** Runs SQL on the warehouse of the active profile. Starts the driver process on first use. */
export interface Sql {
  /** @throws PwafError `config` when no warehouse is chosen and the user declines to choose one. */
  execute(statement: SqlStatement, token: CancellationToken): Promise<SqlResult>;
  /** Runs a query and writes all its rows to a file; see `SqlClient.exportResult`. */
  exportResult(
    statement: SqlStatement,
    options: ExportOptions,
    token: CancellationToken,
    onProgress: (progress: ExportProgress) => void,
  ): Promise<ExportProgress>;
  /** Profile and warehouse, for people. */
  describeTarget(): Promise<string>;
  /** Name of the warehouse that statements run on, or its id while the name is not known; undefined when none is chosen. */
  readonly warehouseName: string | undefined;
  /** Asks for a warehouse and remembers it for the active profile. */
  selectWarehouse(): Promise<void>;
  /** Another warehouse was chosen, or more is known of it. */
  readonly onDidChangeTarget: Event<void>;
}

/** Catalog and schema of each editor's SQL session. */
export interface SqlPlaces {
  /**
   * Where names without a catalog or schema are looked up in an editor; empty where that is not known.
   * @param profile its name. @param editor URI of the document.
   */
  of(profile: string, editor: string): Namespace;
}

export type { ArrowPage, SqlResult };

export interface ProjectSettings {
  readonly config: ProjectConfig;
  /** Folder of `pwaf.json`; its `ignore` patterns are relative to it. Absent without such a file. */
  readonly folder?: Uri;
  /** Absent when company or product is not given. */
  readonly identity?: Identity;
}

/** Why the identity is asked for in the middle of something else. */
export interface IdentityQuestion {
  /** A sentence in front of the first question. */
  readonly reason: string;
  /** Offered as the answers. */
  readonly proposed?: Identity | undefined;
}

/** Identity of the product that is being developed here: `pwaf.json` of a workspace folder. */
export interface Identities {
  readonly onDidChange: Event<void>;
  /** What `pwaf.json` says for a file: identity, severities, files to leave out. Empty settings where there is none. */
  settingsFor(uri: Uri): Promise<ProjectSettings>;
  /** The identity for a file, or undefined when there is none yet. */
  of(uri: Uri): Promise<Identity | undefined>;
  /** Same, but asks once and writes `pwaf.json` when there is none. Undefined when the user backs out. */
  ask(uri: Uri | undefined, question?: IdentityQuestion): Promise<Identity | undefined>;
}

/** A file that the linter has looked at and that holds something. */
export interface LintedFile {
  readonly uri: Uri;
  readonly report: FileReport;
  /** The text that was checked, and its lines. */
  readonly text: string;
  readonly lines: LineIndex;
}

/** What the linter knows of the code that is open here. */
export interface LintResults {
  readonly files: Iterable<LintedFile>;
  /** Findings or clients of some file are different. May fire often: wait before doing much. */
  readonly onDidChange: Event<Uri>;
  /** The file behind a place that the engine gave for a file, and the place's 1-based line there. */
  locate(file: Uri, place: Required<Place>): Promise<{ readonly uri: Uri; readonly line: number } | undefined>;
  /**
   * Checks a file as it is now, in its editor or else on disk. Undefined for what the linter leaves out: by a setting, by
   * `pwaf.json`, or because it cannot be read.
   */
  check(file: Uri): Promise<LintedFile | undefined>;
}

export type ScanState =
  | { readonly kind: "notYet" }
  /** `total` is 0 while files are being searched for. */
  | { readonly kind: "running"; readonly done: number; readonly total: number }
  | { readonly kind: "finished" };

/** The check of every file of the workspace, which is made once and then kept up to date. */
export interface Scan {
  readonly state: ScanState;
  readonly onDidChange: Event<ScanState>;
  /** Starts afresh; a scan that is running is given up. Settles when it has ended. Never rejects. */
  start(): Promise<"finished" | "cancelled">;
  cancel(): void;
}

/** What features may use of each other. Features never import one another; `extension.ts` hands these over. */
export interface Services {
  readonly extensionUri: Uri;
  readonly extensionVersion: string;
  readonly log: HostLog;
  readonly commands: Commands;
  /** Asks before a file is changed. */
  readonly changes: Pick<ChangePreview, "confirm">;
  readonly reports: Pick<Reports, "show">;
  readonly settings: Settings;
  readonly state: State;
  readonly userState: State<UserState>;
  readonly secrets: Secrets;
  readonly profiles: Profiles;
  readonly sessions: Sessions;
  readonly workspaces: Workspaces;
  readonly sql: Sql;
  readonly sqlPlaces: SqlPlaces;
  /** Editors whose statements run on a database of their own instead of the warehouse. */
  readonly editorDatabases: EditorDatabases;
  readonly identities: Identities;
  readonly lint: LintResults;
  readonly scan: Scan;
  /** The view “Connections & Agents”. */
  readonly connectionsView: TreeSections;
}
