import { startEmulator, type Emulator } from "../../../../src/emulator/emulator.ts";
import { PwafError } from "../../../../src/core/base/errors.ts";
import type { ScriptStatement } from "../../../../src/core/sql/statements.ts";
import { splitStatements } from "../../../../src/core/sql/statements.ts";
import { movedFirst } from "../../../../src/host/query/movedFirst.ts";
import { QueryDeck } from "../../../../src/host/query/queryDeck.ts";
import { QueryHistory } from "../../../../src/host/query/queryHistory.ts";
import { QueryRunner } from "../../../../src/host/query/queryRunner.ts";
import type { ParameterValues } from "../../../../src/host/query/scriptRun.ts";
import { ScriptRunner } from "../../../../src/host/query/scriptRun.ts";
import { SessionPlaces } from "../../../../src/host/query/sessionPlaces.ts";
import { withTimeout } from "../../../../src/host/query/timeout.ts";
import { firstRow, warehouse } from "../../workspace/sql/emulated.ts";
import type { TestClient } from "../../workspace/sql/testClient.ts";
import { testClient } from "../../workspace/sql/testClient.ts";
import { MemoryState } from "../memoryState.ts";

/** All that runs scripts, over the real driver process and the emulated workspace; only the editor is missing. */
export interface Bench {
  readonly emulator: Emulator;
  readonly deck: QueryDeck;
  readonly scripts: ScriptRunner;
  readonly places: SessionPlaces;
  readonly history: QueryHistory;
  readonly failures: { readonly statement: string; readonly error: unknown }[];
  /** Statements that were run once more. */
  readonly repeated: string[];
  readonly settings: { goOn: boolean; timeoutSeconds: number | undefined; graceSeconds: number };
  readonly run: (
    sql: string,
    options?: { readonly owner?: string; readonly parameters?: ParameterValues },
  ) => Promise<void>;
  /** Values of the first row of each result in view, or what else its tab shows. */
  readonly shown: () => unknown[];
}

export const profile = "dev";

export function bench(): { readonly current: Bench } {
  let made: Bench | undefined;
  let test: TestClient | undefined;
  before(async () => {
    test = testClient();
    made = makeBench(await startEmulator({ httpPort: 0, httpsPort: 0 }), test);
    await made.run("SELECT 1");
  });
  after(async () => {
    made?.deck.dispose();
    test?.client.dispose();
    await made?.emulator.close();
  });
  beforeEach(() => {
    if (!made) return;
    made.failures.length = made.repeated.length = 0;
    Object.assign(made.settings, { goOn: false, timeoutSeconds: undefined, graceSeconds: 10 });
  });
  return {
    get current() {
      if (!made) throw new Error("The bench has not been started");
      return made;
    },
  };
}

function makeBench(emulator: Emulator, test: TestClient): Bench {
  const connection = warehouse(emulator);
  const state = new MemoryState();
  const places = new SessionPlaces(state);
  const history = new QueryHistory(state, () => Date.now());
  const settings: Bench["settings"] = { goOn: false, timeoutSeconds: undefined, graceSeconds: 10 };
  const execute = movedFirst(
    places,
    () => profile,
    (statement, signal) =>
      withTimeout(
        statement.timeoutSeconds,
        signal,
        (ended) => test.client.execute(connection, statement, ended),
        settings.graceSeconds,
      ),
  );
  const deck = new QueryDeck({
    createRunner: (options) =>
      new QueryRunner({
        ...options,
        execute,
        describeTarget: async () => "dev · Starter",
        maxRows: () => 100_000,
        viewError: (error) => ({ message: error instanceof PwafError ? error.message : String(error) }),
        failed: () => undefined,
        now: () => Date.now(),
      }),
  });
  const scripts = new ScriptRunner({
    deck,
    places,
    history,
    profile: () => profile,
    goOnAfterErrors: () => settings.goOn,
    timeoutSeconds: () => settings.timeoutSeconds,
  });
  const failures: { statement: string; error: unknown }[] = [];
  const repeated: string[] = [];
  return {
    emulator,
    deck,
    scripts,
    places,
    history,
    failures,
    repeated,
    settings,
    run: (sql, { owner = "file:///a.sql", parameters = new Map() } = {}) =>
      scripts.run({
        owner,
        file: owner.slice("file:///".length),
        statements: splitStatements(sql),
        parameters,
        failed: (statement: ScriptStatement, error) => failures.push({ statement: statement.text, error }),
        again: (statement) => repeated.push(statement.text),
      }),
    shown: () =>
      deck.tabs.tabs.map(({ queryId, kind }) => {
        const [page] = deck.find(queryId)?.runner.pages ?? [];
        return kind === "rows" ? page && firstRow({ ...page, arrow: new Uint8Array(page.arrow), last: true }) : kind;
      }),
  };
}
