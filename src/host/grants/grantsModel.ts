import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import { errorText, isCancelled } from "../../core/base/errors.ts";
import { sqlName } from "../../core/base/sqlName.ts";
import { grantScript, grantStatements, isApplicationId } from "../../core/grants/grantSql.ts";
import type { CheckedRequirement, EffectivePrivilege, KnownAccess, Reading } from "../../core/grants/held.ts";
import { changesOf, checkRequirements, placesOf, toGrant } from "../../core/grants/held.ts";
import { operations } from "../../core/grants/operations.ts";
import { planGrants } from "../../core/grants/plan.ts";
import type { Securable } from "../../core/grants/securable.ts";
import { isSecurableKind, kindFacts, securableKey, securableSql } from "../../core/grants/securable.ts";
import type {
  GrantObject,
  GrantPrincipal,
  GrantRow,
  GrantRun,
  GrantsChoice,
  GrantsState,
} from "../../protocol/grants.ts";
import type { ViewError } from "../../protocol/messages.ts";

export interface GrantsModelOptions {
  readonly effectivePrivileges: (place: Securable, signal: AbortSignal) => Promise<readonly EffectivePrivilege[]>;
  readonly owner: (place: Securable, signal: AbortSignal) => Promise<string | undefined>;
  /** Runs one statement that answers no rows. */
  readonly execute: (sql: string, signal: AbortSignal) => Promise<void>;
  readonly viewError: (error: unknown) => ViewError;
  readonly failed: (error: unknown) => void;
}

/** What stands for nobody until a principal is chosen. */
const nobody = "<application id>";

/** Objects, operations and a principal on the one side; the privileges that are needed, held and missing on the other. */
export class GrantsModel extends Disposable {
  readonly #options: GrantsModelOptions;
  readonly #didChange = this.own(new Emitter<GrantsState>());
  readonly onDidChange = this.#didChange.event;
  #objects: readonly Securable[] = [];
  #operations: readonly string[] = [];
  #principal: GrantPrincipal | undefined;
  #known: KnownAccess = new Map();
  #reading: AbortController | undefined;
  #running: AbortController | undefined;
  #run: GrantRun | undefined;

  constructor(options: GrantsModelOptions) {
    super();
    this.#options = options;
    this.own(toDisposable(() => this.#reading?.abort()));
    this.own(toDisposable(() => this.#running?.abort()));
  }

  get hasObjects(): boolean {
    return this.#objects.length > 0;
  }

  get principal(): GrantPrincipal | undefined {
    return this.#principal;
  }

  /** The statements that would run now. */
  get statements(): readonly string[] {
    return this.#principal === undefined ? [] : grantStatements(toGrant(this.#checked()), this.#principal.name);
  }

  get state(): GrantsState {
    const plan = planGrants(this.#objects, this.#operations);
    const unused = new Set(plan.unused);
    const checked = this.#checked();
    return {
      choice: {
        objects: this.#objects,
        operations: this.#operations,
        ...(this.#principal ? { principal: this.#principal } : {}),
      },
      objects: this.#objects.map((one) => ({
        name: sqlName(one.path),
        kind: kindFacts[one.kind].title,
        isUnused: unused.has(one),
      })),
      operations: operations.map(({ id, title, needs }) => ({
        id,
        title,
        fits: this.#objects.some(({ kind }) => needs[kind] !== undefined),
      })),
      rows: checked.map((one) => this.#row(one)),
      sql: grantScript(toGrant(checked), this.#principal?.name ?? nobody),
      isReading: this.#reading !== undefined,
      hints: this.#hints(),
      ...(this.#run ? { run: this.#run } : {}),
    };
  }

  /** Begins with other objects; operations that fit are chosen where none of the chosen ones does. */
  async setObjects(objects: readonly Securable[]): Promise<void> {
    this.#objects = [...new Map(objects.map((one) => [securableKey(one), one])).values()];
    const { requirements } = planGrants(this.#objects, this.#operations);
    const kinds = new Set(this.#objects.map(({ kind }) => kind));
    if (requirements.length === 0 && kinds.size > 0) {
      // The first one that fits each kind only looks: it reads or uses.
      this.#operations = [
        ...new Set([...kinds].flatMap((kind) => operations.find(({ needs }) => needs[kind] !== undefined)?.id ?? [])),
      ];
    }
    await this.#changed();
  }

  async restore({ objects = [], operations: chosen = [], principal }: Partial<GrantsChoice>): Promise<void> {
    this.#operations = chosen;
    this.#principal = principal;
    await this.setObjects(objects.flatMap((one) => securableFrom(one) ?? []));
  }

  async addObject(object: GrantObject): Promise<void> {
    const securable = securableFrom(object);
    if (securable) await this.setObjects([...this.#objects, securable]);
  }

  async removeObject(index: number): Promise<void> {
    this.#objects = this.#objects.filter((_, i) => i !== index);
    await this.#changed();
  }

  async chooseOperations(chosen: readonly string[]): Promise<void> {
    this.#operations = chosen;
    await this.#changed();
  }

  async choosePrincipal(principal: GrantPrincipal): Promise<void> {
    this.#principal = principal;
    await this.#changed();
  }

  /** Reads the permissions of every object that decides. What cannot be read is unknown, not missing. Never rejects. */
  async read(): Promise<void> {
    this.#reading?.abort();
    const mine = new AbortController();
    this.#reading = mine;
    this.#show();
    const { requirements } = planGrants(this.#objects, this.#operations);
    const { effectivePrivileges, owner: ownerOf } = this.#options;
    const found = await Promise.all(
      placesOf(requirements).map(async (place) => {
        const [privileges, owner] = await Promise.all([
          this.#tried(() => effectivePrivileges(place, mine.signal), mine.signal),
          this.#tried(() => ownerOf(place, mine.signal), mine.signal),
        ]);
        return [securableKey(place), { privileges, owner }] as const;
      }),
    );
    if (this.#reading !== mine) return;
    this.#known = new Map(found);
    this.#reading = undefined;
    this.#show();
  }

  /** Runs the statements in order, up to the first that fails, then reads the permissions again and compares. Never rejects. */
  async run(): Promise<void> {
    const { statements } = this;
    if (this.#running || statements.length === 0) return;
    const before = this.#checked();
    const mine = new AbortController();
    this.#running = mine;
    let done = 0;
    const show = (run: Partial<GrantRun>) => {
      this.#run = { phase: "running", changes: [], done, total: statements.length, ...run };
      this.#show();
    };
    show({});
    let end: Partial<GrantRun> = { phase: "done" };
    try {
      for (const sql of statements) {
        await this.#options.execute(sql, mine.signal);
        done++;
        show({});
      }
    } catch (error) {
      if (isCancelled(error)) end = { phase: "stopped" };
      else {
        this.#options.failed(error);
        end = { phase: "failed", error: this.#options.viewError(error) };
      }
    }
    await this.read();
    const changes = changesOf(before, this.#checked()).map(({ requirement, now }) => ({
      object: securableSql(requirement.securable),
      privilege: requirement.privilege,
      now: now.kind,
    }));
    this.#running = undefined;
    show({ ...end, changes });
  }

  cancelRun(): void {
    this.#running?.abort();
  }

  async #changed(): Promise<void> {
    if (this.#running === undefined) this.#run = undefined;
    await this.read();
  }

  async #tried<T>(read: () => Promise<T>, signal: AbortSignal): Promise<Reading<T>> {
    try {
      return { value: await read() };
    } catch (error) {
      if (!signal.aborted) this.#options.failed(error);
      return { why: errorText(error) };
    }
  }

  #checked(): CheckedRequirement[] {
    const { requirements } = planGrants(this.#objects, this.#operations);
    const { name = nobody, groups = [] } = this.#principal ?? {};
    return checkRequirements(requirements, this.#known, name, groups);
  }

  #row({ securable, privilege, standing }: CheckedRequirement): GrantRow {
    const row = { object: securableSql(securable), privilege, standing: standing.kind };
    switch (standing.kind) {
      case "held": {
        if ("owner" in standing.by) {
          const { owner } = standing.by;
          const isItself = owner.toLowerCase() === this.#principal?.name.toLowerCase();
          return { ...row, note: isItself ? "as the owner" : `through ${owner}, the owner` };
        }
        const { principal, from, privilege: through } = standing.by;
        const who =
          principal.toLowerCase() === this.#principal?.name.toLowerCase() ? "granted to it" : `through ${principal}`;
        const what = through === privilege ? "" : `, by ${through}`;
        const where = from === undefined ? "" : `, on ${from.type.toLowerCase().replaceAll("_", " ")} ${from.name}`;
        return { ...row, note: `${who}${what}${where}` };
      }
      case "missing":
        return { ...row, note: "" };
      case "unknown":
        return { ...row, note: standing.why };
    }
  }

  #hints(): string[] {
    const wide = this.#objects.filter(({ kind }) => kind === "catalog" || kind === "schema");
    const name = this.#principal?.name;
    return [
      ...(name === undefined || isApplicationId(name) || name.includes("@")
        ? []
        : [`“${name}” must be a group: a service principal is named by its application id, not by its display name.`]),
      ...(wide.length === 0
        ? []
        : ["A privilege on a schema or catalog holds for everything in it, also for what is made later."]),
      ...(this.#operations.includes("createExternalTables") || this.#operations.includes("createExternalVolumes")
        ? ["An external table or volume needs CREATE TABLE or CREATE VOLUME on its schema, too: add the schema."]
        : []),
    ];
  }

  #show(): void {
    if (!this.isDisposed) this.#didChange.fire(this.state);
  }
}

/** An object of a message, if it is one. */
export function securableFrom({ kind, path }: GrantObject): Securable | undefined {
  if (!isSecurableKind(kind) || path.length !== kindFacts[kind].parts) return undefined;
  return path.every((part) => typeof part === "string" && part !== "") ? { kind, path } : undefined;
}
