import type { AuthKind, ConnectorId, SiteOptions } from "../sites.ts";

export type LanguageFamily = "python" | "javascript" | "jvm" | "go" | "csharp" | "shell";

/**
 * Everything the analysis must know about one way to make or use a client. A further client is a further table.
 *
 * The analysis flattens what a call is given into options by name: keyword arguments, properties of an options object,
 * methods called on a builder (`setHost`, `userAgent`), keys of key-value calls (`put("UserAgentEntry", …)`), parameters of a
 * connection string. The table says where these come from, which of them carry the User-Agent, and what they mean for authentication.
 */
export interface ConnectorFacts {
  readonly connector: ConnectorId;
  /** Name of this table for rules: `jdbc/hikari`. */
  readonly id: string;
  readonly language: LanguageFamily;
  readonly what: "construct" | "configuration" | "request" | "url";
  /** A file without one of these words has no call of this client. */
  readonly triggers: readonly string[];
  /** What is called. The last name of each is what the search for calls starts from. */
  readonly entries: readonly ConnectorEntry[];
  /**
   * Position of the argument that is an address. With a plain word there (`row.get("id")`) a call is none of this client's, and is not
   * looked into: its methods have names that many objects have.
   */
  readonly address?: number;
  /** Where options come from. Of the same name, a later source wins. */
  readonly options: readonly OptionSource[];
  /** Option names are compared without regard to case (JDBC, ODBC, HTTP headers). */
  readonly ignoreCase?: true;
  /**
   * For clients that others use too (HTTP, Postgres, pyodbc): whether this call reaches Databricks. False or undefined: no site.
   * `text` is the whole file, for what only the code around can tell.
   */
  when?(options: SiteOptions, text: string): boolean;
  readonly userAgent: UserAgentFacts;
  /** The kind of authentication that a call's options choose. */
  auth(options: SiteOptions): AuthKind;
}

export interface UserAgentFacts {
  /** Options that set it, the right one first; a dot leads into nested options. */
  readonly options: readonly UserAgentOption[];
  /** A second option that holds the version, for clients that take name and version apart. */
  readonly version?: string;
  /** Calls that tag every client of the process, by dotted origin; `product` and `version` are positions of arguments. */
  readonly globals?: readonly GlobalTagFacts[];
  /** Environment variables that set it for this client. */
  readonly environment?: readonly string[];
  /**
   * Whether something that the call is given may set it out of sight, such as a handler that all requests pass. Where no option sets it,
   * it is unknown then, and not missing. `text` is the whole file.
   */
  elsewhere?(options: SiteOptions, text: string): boolean;
  /** The value becomes a Postgres `application_name`, of which 63 bytes are kept. */
  readonly limit?: number;
  /** How a fix writes it: the first that fits the code. */
  readonly insert: readonly Insertion[];
}

export interface UserAgentOption {
  readonly name: string;
  /** A second option that holds the version of this one. */
  readonly version?: string;
  /** The client still takes it, but has replaced it by the first name, and every release that knows the first warns about it. */
  readonly deprecated?: true;
}

export interface GlobalTagFacts {
  readonly origin: string;
  /** Position or name of the argument with `<isv>_<product>`; undefined for a partner's name alone. */
  readonly product?: number;
  readonly version?: number;
  /** It names the company only (`with_partner`): it counts as set, and its value is not checked against the grammar. */
  readonly partner?: true;
  /** It reaches only clients that are given one of these options: Python's `with_product` those with a `Config` of their own. */
  readonly needs?: readonly string[];
}

export type ConnectorEntry =
  /** A function or class, by its dotted import path. */
  | { readonly origin: string }
  /** A method of instances of a class, also after further members and calls: `w.tokens.create()`, `w.tokens().create()`. */
  | { readonly origin: string; readonly method: string; readonly via?: string }
  /** A method that no other library has, also of an object that the file says nothing about: a parameter, what another file gives. */
  | { readonly anyObject: true; readonly method: string; readonly via: string };

export type OptionSource =
  /** Keyword arguments, fields of a struct literal, an object initializer. */
  | { readonly from: "named" }
  /** Positional arguments under the names of the client's documentation; "" leaves one out. */
  | { readonly from: "positional"; readonly names: readonly string[] }
  /**
   * Entries of the object, dictionary, struct, map or properties at a position; also what was called on it (`setHost`, `put`).
   * `names` are those of its own positional arguments, where it is an object of a class: `SendAsync(new HttpRequestMessage(method, uri))`.
   * With `of`, only in calls of that many arguments: `getConnection(url, properties)`, not `getConnection(url, user, password)`.
   */
  | { readonly from: "argument"; readonly index: number; readonly names?: readonly string[]; readonly of?: number }
  /** What was called and set on the object whose method this is, before the call. */
  | { readonly from: "receiver" }
  /** The same, but only since the member that the entry names in `via`: what the object is, and was before, tells nothing. */
  | { readonly from: "chain" }
  /** What the object whose method this is was made with: `url` of `new URL(url).openConnection()`. */
  | { readonly from: "made"; readonly names: readonly string[] }
  /** What is called and set on the new object, also after it was made, in the order of the code. */
  | {
      readonly from: "result";
      /** Code that it is handed to only uses it: what is not seen there sets nothing. */
      readonly onlyUsed?: true;
    }
  /** Functional options: a call of `<origin>.<name>(value)` among the arguments is option `<name>`. Before position `after` stand others. */
  | { readonly from: "functions"; readonly origin: string; readonly after?: number }
  /** A connection string in an option that an earlier source gave. */
  | { readonly from: "text"; readonly option: string; readonly syntax: ConnectionSyntax }
  /** An earlier option that is itself an object of options: its entries count as options of the call. */
  | { readonly from: "spread"; readonly option: string };

/**
 * `jdbc`: `jdbc:databricks://host:443/schema;Key=value;…`. `odbc`: `Key=value;Key={va;lue}`. `query`: `scheme://user:password@host:port/path?key=value&…`.
 * `spark`: `sc://host:443/;key=value;…`. `libpq`: `host=… dbname=…`, or a URL.
 */
export type ConnectionSyntax = "jdbc" | "odbc" | "query" | "spark" | "libpq";

export type Insertion =
  /** `name="value"` among the arguments of the call (Python, Kotlin, Scala). */
  | { readonly kind: "keyword"; readonly name: string; readonly version?: string }
  /** `name: "value"` in the options object at a position (JavaScript), or a spread around what stands there. */
  | { readonly kind: "property"; readonly argument: number; readonly name: string; readonly version?: string }
  /** An entry in a nested object that is an argument of the call: `connect_args={"user_agent_entry": "value"}`, `headers: {"User-Agent": …}`. */
  | { readonly kind: "nested"; readonly option: string; readonly name: string }
  /** `.name("value")` in the chain before the method of the call. */
  | { readonly kind: "chain"; readonly text: string }
  /** A further argument; `$` stands for the quoted value, `$name` and `$version` for its quoted parts. */
  | { readonly kind: "argument"; readonly text: string }
  /** `;Key=value` or `&key=value` at the end of the connection string, where that is one literal. */
  | { readonly kind: "text"; readonly option: string; readonly syntax: ConnectionSyntax; readonly name: string }
  /**
   * A statement after the one that makes an object: `$object.setProperty("UserAgentEntry", $);`, or before the one that takes it.
   * With `among`, only for calls of that many arguments.
   */
  | {
      readonly kind: "statement";
      readonly of: "result" | "receiver" | number;
      readonly among?: number;
      readonly text: string;
    };
