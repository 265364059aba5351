import { isCancelled, PwafError } from "../../core/base/errors.ts";
import type { Favourite, State, UserState } from "../platform/state.ts";
import type { CatalogNode, NamedNode } from "./catalogNode.ts";
import { isNamed } from "./catalogNode.ts";
import { lookUp, nameOnly } from "./lookUp.ts";
import type { Bare, CatalogClient } from "./sources.ts";

const kinds: ReadonlySet<CatalogNode["kind"]> = new Set<Favourite["kind"]>([
  "catalog",
  "schema",
  "table",
  "volume",
  "function",
  "model",
]);

export function canBeFavourite(node: CatalogNode): node is NamedNode & { readonly kind: Favourite["kind"] } {
  return isNamed(node) && kinds.has(node.kind);
}

/** The objects that a user has marked, for each profile. They outlive windows and are the same in every folder. */
export class Favourites {
  readonly #state: Pick<State<UserState>, "get" | "set">;
  readonly #profile: () => string | undefined;
  readonly #onGone: (names: readonly string[]) => void;

  /** @param onGone hears of objects that are no more, after they have left the list. */
  constructor(
    state: Pick<State<UserState>, "get" | "set">,
    profile: () => string | undefined,
    onGone: (names: readonly string[]) => void,
  ) {
    this.#state = state;
    this.#profile = profile;
    this.#onGone = onGone;
  }

  get all(): readonly Favourite[] {
    const profile = this.#profile();
    return profile === undefined ? [] : (this.#state.get("favourites")?.[profile] ?? []);
  }

  get count(): number {
    return this.all.length;
  }

  has(node: CatalogNode): boolean {
    return canBeFavourite(node) && this.all.some((favourite) => isSame(favourite, node));
  }

  async add(nodes: readonly CatalogNode[]): Promise<void> {
    const added = nodes.filter(canBeFavourite).filter((node) => !this.has(node));
    await this.#keep([...this.all, ...added.map(({ kind, path }) => ({ kind, path: [...path] }))]);
  }

  async remove(nodes: readonly CatalogNode[]): Promise<void> {
    const gone = nodes.filter(canBeFavourite);
    await this.#keep(this.all.filter((favourite) => !gone.some((node) => isSame(favourite, node))));
  }

  /** Looks all of them up. What is gone leaves the list; what cannot be looked up for another reason stays in it. */
  async load(client: CatalogClient, signal: AbortSignal): Promise<readonly Bare[]> {
    const gone: Favourite[] = [];
    const found = await Promise.all(
      this.all.map(async (favourite) => {
        try {
          return await lookUp(client, favourite, signal);
        } catch (error) {
          if (isCancelled(error)) throw error;
          if (!(error instanceof PwafError && error.reason === "not-found")) return nameOnly(favourite);
          gone.push(favourite);
          return undefined;
        }
      }),
    );
    if (gone.length > 0) {
      await this.#keep(this.all.filter((favourite) => !gone.some((lost) => isSame(lost, favourite))));
      this.#onGone(gone.map(({ path }) => path.join(".")));
    }
    return found.filter((bare) => bare !== undefined);
  }

  async #keep(favourites: readonly Favourite[]): Promise<void> {
    const profile = this.#profile();
    if (profile !== undefined)
      await this.#state.set("favourites", { ...this.#state.get("favourites"), [profile]: favourites });
  }
}

function isSame(one: Favourite, other: { readonly kind: string; readonly path: readonly string[] }): boolean {
  return one.kind === other.kind && JSON.stringify(one.path) === JSON.stringify(other.path);
}
