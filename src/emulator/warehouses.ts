export type WarehouseState = "STARTING" | "RUNNING" | "STOPPING" | "STOPPED";

export interface Warehouse {
  readonly id: string;
  readonly name: string;
  state: WarehouseState;
}

/** How long a start or stop takes, in milliseconds: long enough to be seen, short enough for tests. */
const transition = 400;

/** The SQL warehouses. The first one runs; the second shows what a stopped one looks like. */
export class WarehouseStore {
  readonly list: readonly Warehouse[] = [
    { id: "e11a7ed0c0ffee01", name: "Starter Warehouse", state: "RUNNING" },
    { id: "e11a7ed0c0ffee02", name: "Nightly Warehouse", state: "STOPPED" },
  ];
  readonly #timers = new Set<NodeJS.Timeout>();

  get first(): Warehouse {
    const [first] = this.list;
    if (first === undefined) throw new Error("There is no warehouse");
    return first;
  }

  find(id: string): Warehouse | undefined {
    return this.list.find((warehouse) => warehouse.id === id);
  }

  start(warehouse: Warehouse): void {
    if (warehouse.state === "RUNNING" || warehouse.state === "STARTING") return;
    this.#move(warehouse, "STARTING", "RUNNING");
  }

  stop(warehouse: Warehouse): void {
    if (warehouse.state === "STOPPED" || warehouse.state === "STOPPING") return;
    this.#move(warehouse, "STOPPING", "STOPPED");
  }

  /** Ends pending transitions. */
  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #move(warehouse: Warehouse, through: WarehouseState, to: WarehouseState): void {
    warehouse.state = through;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      // A stop during a start wins, and the other way round.
      if (warehouse.state === through) warehouse.state = to;
    }, transition);
    this.#timers.add(timer);
  }
}

/** Where SQL drivers reach a warehouse. */
export function httpPathOf(warehouse: Warehouse): string {
  return `/sql/1.0/warehouses/${warehouse.id}`;
}
