import { Disposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import { quoteName } from "../../core/base/sqlName.ts";
import type { Namespace } from "../../core/sql/useStatement.ts";
import type { State } from "../platform/state.ts";

/** Where names of an editor's statements are looked up. */
export interface SessionPlace extends Namespace {
  /** A `USE` went through whose target could not be read. */
  readonly unknown?: true;
}

interface SessionRecord {
  place: SessionPlace;
  /** The server has a session of this editor that stands elsewhere: it must be told with a `USE`. */
  mustMove: boolean;
  hasRun: boolean;
}

/**
 * Catalog and schema of each editor's session, by profile. Chosen by the user, or followed when a statement says `USE`.
 * What was chosen last holds for editors to come.
 */
export class SessionPlaces extends Disposable {
  readonly #state: Pick<State, "get" | "set">;
  readonly #records = new Map<string, SessionRecord>();
  readonly #onDidChange = this.own(new Emitter<void>());
  readonly onDidChange = this.#onDidChange.event;

  constructor(state: Pick<State, "get" | "set">) {
    super();
    this.#state = state;
  }

  of(profile: string, owner: string): SessionPlace {
    return this.#records.get(keyOf(profile, owner))?.place ?? this.#state.get("namespaces")?.[profile] ?? {};
  }

  /** The user chooses; a session that is open follows with its next statement. */
  async choose(profile: string, owner: string, place: Namespace): Promise<void> {
    const record = this.#record(profile, owner);
    record.place = place;
    record.mustMove = record.hasRun;
    this.#onDidChange.fire();
    await this.#state.set("namespaces", { ...this.#state.get("namespaces"), [profile]: place });
  }

  /** A statement of the editor has moved its session. */
  moved(profile: string, owner: string, place: Namespace): void {
    const record = this.#record(profile, owner);
    const isUnknown = place.catalog === undefined && place.schema === undefined;
    record.place = isUnknown ? { unknown: true } : place;
    record.mustMove = false;
    this.#onDidChange.fire();
  }

  /** What a session of the editor must be told before its next statement, or undefined. */
  moveStatement(profile: string, owner: string): string | undefined {
    const { place, mustMove } = this.#record(profile, owner);
    if (!mustMove || place.catalog === undefined) return undefined;
    const catalog = quoteName(place.catalog);
    return place.schema === undefined ? `USE CATALOG ${catalog}` : `USE SCHEMA ${catalog}.${quoteName(place.schema)}`;
  }

  /** The session stands where `of` says. */
  hasArrived(profile: string, owner: string): void {
    const record = this.#record(profile, owner);
    record.mustMove = false;
    record.hasRun = true;
  }

  forget(owner: string): void {
    for (const key of [...this.#records.keys()]) if (ownerOf(key) === owner) this.#records.delete(key);
  }

  #record(profile: string, owner: string): SessionRecord {
    const key = keyOf(profile, owner);
    const known = this.#records.get(key);
    if (known) return known;
    const record: SessionRecord = { place: this.of(profile, owner), mustMove: false, hasRun: false };
    this.#records.set(key, record);
    return record;
  }
}

const keyOf = (profile: string, owner: string): string => JSON.stringify([profile, owner]);
const ownerOf = (key: string): unknown => (JSON.parse(key) as readonly unknown[])[1];
