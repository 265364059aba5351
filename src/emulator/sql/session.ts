/** What a client's session remembers between statements. */
export interface SessionState {
  /** A UUID. */
  readonly id: string;
  catalog: string;
  schema: string;
  /** Who runs the statements; `current_user()`. */
  readonly user: string;
  /** The User-Agent of the client that opened the session. */
  readonly client: string;
  readonly warehouseId: string;
  readonly settings: Map<string, string>;
}

/** A value for a marker. `type` is a Databricks SQL type; no value means NULL. */
export interface Parameter {
  readonly name?: string | undefined;
  readonly type?: string | undefined;
  readonly value?: string | undefined;
}
