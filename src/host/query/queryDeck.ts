import { Disposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import type { QueryTab, QueryTabs } from "../../protocol/queryTabs.ts";
import type { ResultsState } from "../../protocol/results.ts";
import type { EditorDatabase } from "../platform/editorDatabases.ts";
import type { SqlStatement } from "../../workspace/sql/types.ts";
import type { QueryPage, QueryRunner, QueryRunnerOptions } from "./queryRunner.ts";

/** Where a statement stands. */
export interface QuerySource {
  /** The editor whose results these are, by the address of its document. */
  readonly owner: string;
  /** Name of its file, for people. */
  readonly file: string;
  /** What the editor is connected to; absent for the warehouse. Its results stay with it, also when the editor is closed. */
  readonly database?: EditorDatabase;
}

/** One result: the statement's runner, and what its tab says. */
export interface DeckEntry extends QuerySource {
  readonly queryId: number;
  /** As it was sent, with its session and parameters: what running it again or exporting it needs. */
  readonly statement: SqlStatement;
  readonly title: string;
  readonly runner: QueryRunner;
  pinned: boolean;
}

export interface QueryDeckOptions {
  readonly createRunner: (
    options: Pick<QueryRunnerOptions, "maxBytes" | "nextId">,
    source: Pick<QuerySource, "database">,
  ) => QueryRunner;
  /** Bytes of rows that all results together keep at most. */
  readonly maxBytes?: number;
  /** Results of one run that are kept at most; the oldest go first. */
  readonly maxTabs?: number;
}

const defaultMaxBytes = 256 * 1024 * 1024;
const defaultMaxTabs = 50;

/**
 * The results of all editors. Each editor has its own, which its next run replaces; one that is pinned stays. In view
 * are those of the editor that was followed last, and all pinned ones.
 */
export class QueryDeck extends Disposable {
  readonly #options: QueryDeckOptions;
  readonly #onDidChange = this.own(new Emitter<void>());
  readonly #onDidChangeState = this.own(new Emitter<ResultsState>());
  readonly #onDidLoad = this.own(new Emitter<QueryPage>());
  /** Other tabs, or another one is shown. */
  readonly onDidChange = this.#onDidChange.event;
  readonly onDidChangeState = this.#onDidChangeState.event;
  readonly onDidLoad = this.#onDidLoad.event;
  #entries: readonly DeckEntry[] = [];
  #followed: string | undefined;
  /** What each editor showed last, by owner. */
  readonly #shown = new Map<string, number>();
  readonly #closedOwners = new Set<string>();
  #queries = 0;

  constructor(options: QueryDeckOptions) {
    super();
    this.#options = options;
  }

  get tabs(): QueryTabs {
    const shown = this.shown?.queryId;
    return { tabs: this.#inView().map(tabOf), ...(shown === undefined ? {} : { shown }) };
  }

  get shown(): DeckEntry | undefined {
    const inView = this.#inView();
    const id = this.#shown.get(this.#followed ?? "");
    return inView.find(({ queryId }) => queryId === id) ?? inView.at(-1);
  }

  find(queryId: number): DeckEntry | undefined {
    return this.#entries.find((entry) => entry.queryId === queryId);
  }

  /** An editor runs something else: its former results go, but for the pinned ones. What still works is cancelled. */
  begin(owner: string): void {
    this.#followed = owner;
    this.#closedOwners.delete(owner);
    this.#remove((entry) => entry.owner === owner && !entry.pinned);
    this.#prune();
    this.#onDidChange.fire();
  }

  /** A place for the next statement, in view at once. */
  add(source: QuerySource, statement: SqlStatement, title: string): DeckEntry {
    const entry = this.#create(source, statement, title);
    this.#entries = [...this.#entries, entry];
    this.#shown.set(entry.owner, entry.queryId);
    const own = this.#entries.filter((one) => one.owner === entry.owner && !one.pinned);
    const tooMany = new Set(own.slice(0, -(this.#options.maxTabs ?? defaultMaxTabs)));
    this.#remove((one) => tooMany.has(one));
    this.#onDidChange.fire();
    return entry;
  }

  /** A place for the same statement instead of that of a former result, which goes. */
  renew(former: DeckEntry): DeckEntry {
    const entry = this.#create(former, former.statement, former.title);
    entry.pinned = former.pinned;
    if (this.shown === former) this.#shown.set(this.#followed ?? "", entry.queryId);
    this.#entries = this.#entries.map((one) => (one === former ? entry : one));
    former.runner.dispose();
    this.#onDidChange.fire();
    return entry;
  }

  /** Somebody is signed in now: results that ask for it ask no longer. */
  signedIn(): void {
    for (const { runner } of this.#entries) runner.signedIn();
  }

  #create(source: QuerySource, statement: SqlStatement, title: string): DeckEntry {
    const { owner, file, database } = source;
    const queryId = ++this.#queries;
    const runner = this.#options.createRunner(
      { nextId: () => queryId, maxBytes: () => this.#bytesFor(queryId) },
      source,
    );
    const entry: DeckEntry = {
      owner,
      file,
      ...(database ? { database } : {}),
      queryId,
      statement,
      title,
      runner,
      pinned: false,
    };
    runner.onDidChange((state) => {
      this.#onDidChangeState.fire(state);
      this.#onDidChange.fire();
    });
    runner.onDidLoad((page) => this.#onDidLoad.fire(page));
    return entry;
  }

  /** The user looks at another editor. One without results leaves what is in view. */
  follow(owner: string): void {
    if (owner === this.#followed || !this.#entries.some((entry) => entry.owner === owner)) return;
    this.#followed = owner;
    this.#prune();
    this.#onDidChange.fire();
  }

  /** The editor is gone. Its results go when others come into view. */
  ownerClosed(owner: string): void {
    this.#closedOwners.add(owner);
    if (owner !== this.#followed) this.#prune();
  }

  show(queryId: number): void {
    if (!this.find(queryId) || this.shown?.queryId === queryId) return;
    this.#shown.set(this.#followed ?? "", queryId);
    this.#onDidChange.fire();
  }

  pin(queryId: number, pinned: boolean): void {
    const entry = this.find(queryId);
    if (!entry || entry.pinned === pinned) return;
    entry.pinned = pinned;
    this.#prune();
    this.#onDidChange.fire();
  }

  close(queryId: number): void {
    const entry = this.find(queryId);
    if (!entry) return;
    const inView = this.#inView();
    const at = inView.indexOf(entry);
    if (this.shown === entry) {
      const next = inView[at + 1] ?? inView[at - 1];
      if (next) this.#shown.set(this.#followed ?? "", next.queryId);
    }
    this.#remove((one) => one === entry);
    this.#onDidChange.fire();
  }

  override dispose(): void {
    this.#remove(() => true);
    super.dispose();
  }

  #inView(): readonly DeckEntry[] {
    return this.#entries.filter(({ owner, pinned }) => pinned || owner === this.#followed);
  }

  /** Lets go of what can never come into view again. */
  #prune(): void {
    this.#remove(({ owner, pinned }) => !pinned && owner !== this.#followed && this.#closedOwners.has(owner));
  }

  #remove(isGone: (entry: DeckEntry) => boolean): void {
    const gone = this.#entries.filter(isGone);
    this.#entries = this.#entries.filter((entry) => !gone.includes(entry));
    for (const { runner } of gone) runner.dispose();
  }

  #bytesFor(queryId: number): number {
    const others = this.#entries.filter((entry) => entry.queryId !== queryId);
    const taken = others.reduce((sum, { runner }) => sum + runner.loadedBytes, 0);
    return Math.max(0, (this.#options.maxBytes ?? defaultMaxBytes) - taken);
  }
}

function tabOf({ queryId, file, title, statement, runner, pinned }: DeckEntry): QueryTab {
  const { kind } = runner.state;
  return { queryId, title, file, sql: statement.sql, kind: kind === "empty" ? "running" : kind, pinned };
}

/** The beginning of a statement, in one line of so many characters. */
export function titleOf(sql: string, length = 40): string {
  const line = sql.slice(0, 4 * length).replace(/\s+/g, " ");
  return line.length <= length ? line : `${line.slice(0, length - 1).trimEnd()}…`;
}
