import type { GrantStore, Place, SecurableType } from "../catalog/grants.ts";
import { appliesTo } from "../catalog/grants.ts";
import { resolvePlace } from "../catalog/resolvePlace.ts";
import type { CatalogStore } from "../catalog/store.ts";
import { noResult } from "./commands.ts";
import { isName, isSign, isWord, positionOf, type Token, tokens } from "./lexer.ts";
import { rowsQuery } from "./literal.ts";
import type { SessionState } from "./session.ts";
import { SqlError } from "./sqlError.ts";

/** GRANT, REVOKE and SHOW GRANTS: the query that answers them; undefined for any other statement. */
export function grantCommand(
  sql: string,
  session: SessionState,
  store: CatalogStore,
  grants: GrantStore,
): string | undefined {
  const reader = new GrantReader(sql, session, store, grants);
  if (reader.eat("GRANT")) return changed(reader, session, grants, { verb: "GRANT" });
  if (reader.eat("REVOKE")) return changed(reader, session, grants, { verb: "REVOKE" });
  if (reader.eat("SHOW") && (reader.eat("GRANTS") || reader.eat("GRANT"))) {
    const who = reader.isNext("ON") ? undefined : reader.principal();
    reader.need("ON");
    const place = reader.place();
    reader.end();
    return shown(place, who, grants);
  }
  return undefined;
}

function changed(
  reader: GrantReader,
  session: SessionState,
  grants: GrantStore,
  { verb }: { verb: "GRANT" | "REVOKE" },
): string {
  const privileges = reader.privileges();
  reader.need("ON");
  const place = reader.place();
  reader.need(verb === "GRANT" ? "TO" : "FROM");
  const principal = reader.principal();
  reader.end();
  const wrong = privileges.find((privilege) => !appliesTo(privilege, place.type));
  if (wrong !== undefined) {
    throw new SqlError(
      "INVALID_PARAMETER_VALUE",
      "22023",
      `Privilege ${wrong.replaceAll("_", " ")} is not applicable to this entity [${place.path.join(".")}:${place.type}].`,
    );
  }
  if (!grants.mayGrant(session.user, place)) throw insufficient("MANAGE", place);
  if (verb === "GRANT") grants.change(place, principal, privileges, []);
  else grants.change(place, principal, [], privileges);
  return noResult;
}

function shown(place: Place, who: string | undefined, grants: GrantStore): string {
  const rows = grants
    .effective(place)
    .filter(({ principal }) => who === undefined || principal.toLowerCase() === who.toLowerCase())
    .flatMap(({ principal, privileges }) =>
      privileges.map(({ privilege, inheritedFrom = place }) => [
        principal,
        privilege.replaceAll("_", " "),
        inheritedFrom.type,
        inheritedFrom.path.join("."),
      ]),
    );
  const names = ["Principal", "ActionType", "ObjectType", "ObjectKey"];
  return rowsQuery(
    names.map((name) => [name, "VARCHAR"]),
    rows,
  );
}

/** What the warehouse says when a privilege is missing. */
export function insufficient(privilege: string, place: Place): SqlError {
  const kind = place.type.charAt(0) + place.type.slice(1).toLowerCase().replaceAll("_", " ");
  const object = `${kind} '${place.path.join(".")}'`;
  const text = `Insufficient privileges:\nUser does not have ${privilege.replaceAll("_", " ")} on ${object}.`;
  return new SqlError("INSUFFICIENT_PERMISSIONS", "42501", text);
}

const kinds: Readonly<Record<string, SecurableType>> = {
  CATALOG: "CATALOG",
  SCHEMA: "SCHEMA",
  DATABASE: "SCHEMA",
  TABLE: "TABLE",
  VIEW: "TABLE",
  "MATERIALIZED VIEW": "TABLE",
  VOLUME: "VOLUME",
  FUNCTION: "FUNCTION",
  CONNECTION: "CONNECTION",
  "EXTERNAL LOCATION": "EXTERNAL_LOCATION",
};

class GrantReader {
  readonly #sql: string;
  readonly #all: readonly Token[];
  readonly #session: SessionState;
  readonly #store: CatalogStore;
  readonly #grants: GrantStore;
  #at = 0;

  constructor(sql: string, session: SessionState, store: CatalogStore, grants: GrantStore) {
    this.#sql = sql;
    this.#all = tokens(sql);
    this.#session = session;
    this.#store = store;
    this.#grants = grants;
  }

  isNext(word: string): boolean {
    return isWord(this.#all[this.#at], word);
  }

  eat(word: string): boolean {
    if (!this.isNext(word)) return false;
    this.#at++;
    return true;
  }

  need(word: string): void {
    if (!this.eat(word)) throw this.#syntaxError();
  }

  end(): void {
    if (this.#at < this.#all.length) throw this.#syntaxError();
  }

  /** `USE SCHEMA, SELECT` as `USE_SCHEMA`, `SELECT`. */
  privileges(): string[] {
    const found: string[] = [];
    let words: string[] = [];
    for (; !this.isNext("ON"); this.#at++) {
      const token = this.#all[this.#at];
      if (token?.kind === "word") words.push(token.text.toUpperCase());
      else if (isSign(token, ",") && words.length > 0) {
        found.push(words.join("_"));
        words = [];
      } else throw this.#syntaxError();
    }
    if (words.length === 0) throw this.#syntaxError();
    return [...found, words.join("_")];
  }

  place(): Place {
    const start = this.#all[this.#at];
    const [first = "", second = ""] = this.#all.slice(this.#at, this.#at + 2).map(({ text }) => text.toUpperCase());
    const word = [`${first} ${second}`, first].find((one) => Object.hasOwn(kinds, one)) ?? "";
    const unknown = ["STORAGE", "METASTORE", "SHARE"].find((one) => this.isNext(one));
    if (unknown !== undefined && isName(this.#all[this.#at + 1])) {
      throw SqlError.unsupported(`Privileges on ${unknown}`, positionOf(this.#sql, start?.start ?? 0));
    }
    if (word !== "") this.#at += word.split(" ").length;
    const type = kinds[word] ?? "TABLE";
    const parts = this.#name();
    const { catalog, schema } = this.#session;
    const isAlone = ["CATALOG", "CONNECTION", "EXTERNAL_LOCATION"].includes(type);
    const around = isAlone ? [] : type === "SCHEMA" ? [catalog] : [catalog, schema];
    const path = [...around.slice(0, Math.max(0, around.length + 1 - parts.length)), ...parts];
    const place = resolvePlace(this.#store, type, path);
    if (place) return place;
    const errorClass = type === "TABLE" ? "TABLE_OR_VIEW_NOT_FOUND" : `${type}_NOT_FOUND`;
    const what = `The ${type.toLowerCase()} ${path.map((part) => `\`${part}\``).join(".")} cannot be found.`;
    throw new SqlError(
      errorClass,
      type === "TABLE" ? "42P01" : "42704",
      what,
      positionOf(this.#sql, start?.start ?? 0),
    );
  }

  principal(): string {
    const token = this.#all[this.#at];
    if (!isName(token)) throw this.#syntaxError();
    this.#at++;
    if (!this.#grants.isPrincipal(token.text)) {
      const text = `Could not find principal with name ${token.text}.`;
      throw new SqlError("PRINCIPAL_DOES_NOT_EXIST", "42704", text);
    }
    return token.text;
  }

  #name(): string[] {
    const parts: string[] = [];
    do {
      const token = this.#all[this.#at];
      if (!isName(token)) throw this.#syntaxError();
      parts.push(token.text);
      this.#at++;
    } while (isSign(this.#all[this.#at], ".") && ++this.#at > 0);
    return parts;
  }

  #syntaxError(): SqlError {
    const token = this.#all[this.#at];
    const place = token === undefined ? "end of input" : `'${this.#sql.slice(token.start, token.end)}'`;
    const offset = token?.start ?? this.#sql.trimEnd().length;
    return new SqlError(
      "PARSE_SYNTAX_ERROR",
      "42601",
      `Syntax error at or near ${place}.`,
      positionOf(this.#sql, offset),
    );
  }
}
