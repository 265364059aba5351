import type { TextEdit, TextRange } from "../base/text.ts";
import type { UserAgentProblem } from "../identity/identity.ts";

/** The clients that calls are told apart by. Names are part of the output of `pwaf sites`. */
export const connectorIds = [
  "python-sql",
  "sqlalchemy",
  "python-sdk",
  "databricks-connect",
  "node-sql",
  "js-sdk",
  "go-sdk",
  "go-sql",
  "java-sdk",
  "jdbc",
  "odbc",
  "rest",
  "lakebase",
  "adbc",
  "dbt",
  "zerobus",
  "iceberg",
  "mcp",
] as const;

export type ConnectorId = (typeof connectorIds)[number];

export type UserAgentStatus =
  | "set-valid"
  | "set-invalid"
  | "missing"
  /** From the caller or from settings: the file does not say what it will be. */
  | "dynamic"
  /** It may be set or not; the analysis cannot see. */
  | "unknown";

export type AuthKind = "pat" | "m2m" | "u2m" | "federation" | "mixed" | "ambient" | "dynamic" | "unknown";

/** A range in a file; without a path, in the file of the site. Paths are those that the engine was given. */
export interface Place extends TextRange {
  readonly path?: string;
}

/** A place where a Databricks client is made or used. What the rules read; ranges are UTF-16 offsets. */
export interface Site {
  readonly connector: ConnectorId;
  readonly what: "construct" | "configuration" | "request" | "url" | "env";
  /** Which table of facts describes it: `python-sdk/AccountClient`, `jdbc/url`. For rules that need more than the connector. */
  readonly facts: string;
  /** The name that is called: `sql.connect`. */
  readonly range: TextRange;
  readonly userAgent: UserAgent;
  readonly auth: { readonly kind: AuthKind };
  /** Everything the call is given, by the names of the client's own documentation. */
  readonly options: SiteOptions;
}

/** A configuration alone sends nothing: what it is handed to is the client, and a site of its own. */
export function isClient({ what }: Pick<Site, "what">): boolean {
  return what !== "configuration";
}

export interface UserAgent {
  readonly status: UserAgentStatus;
  /** The value as far as it is known; a hole shows as `{source}`. */
  readonly value?: string;
  /** The expression that gives the value. */
  readonly definedAt?: Place;
  /** Every value that is written out in this file, each with what is wrong with it. */
  readonly values: readonly UserAgentText[];
  /** The name of the option that sets it, as the code spells it, where one does. */
  readonly option?: string;
  /** The option's name where it is one that the client has replaced: `clientId`. */
  readonly deprecated?: { readonly name: string; readonly replacement: string; readonly range: TextRange };
  /** Edits that give the client a User-Agent; absent where no edit is sure to be right. */
  readonly insert?: (value: string) => readonly TextEdit[];
  /** These edits are right only if a part that is not seen is what its place lets expect. */
  readonly isGuess?: true;
}

export interface UserAgentText {
  readonly text: string;
  readonly range: TextRange;
  readonly problem?: { readonly reason: UserAgentProblem; readonly message: string };
  /** What stands between the quotes, when it is one literal that a fix may replace. */
  readonly content?: TextRange;
  /** There are unknown parts in it. */
  readonly hasHoles: boolean;
  /** The literal holds company and product only; the version stands elsewhere. */
  readonly isName?: true;
  /** The value stands in another file; the range says where this one refers to it. */
  readonly isElsewhere?: true;
}

/** What the analysis knows about one option of a call. */
export interface SiteOption {
  /** As the code spells it. */
  readonly name: string;
  readonly kind:
    /** `text` says what, with holes as `{source}`. */
    | "text"
    /** `None`, `null`: as good as not given. */
    | "null"
    /** From the environment. */
    | "settings"
    /** From a caller that is not seen. */
    | "parameter"
    | "object"
    | "function"
    | "unknown";
  readonly text?: string;
  /** The class that an object was made of, by its import path: `:HttpClientHandler`. */
  readonly made?: string;
  /** How the code asks the environment for it: `os.environ["X"]`. */
  readonly source?: string;
  /** The text, or the object, has unknown parts. */
  readonly hasHoles: boolean;
  /** Given on some ways through the code only. */
  readonly optional: boolean;
  /** The option's whole text (`name=value`), when it stands in this file. */
  readonly range?: TextRange;
  /** The expression that gives the value, when it stands in this file: `os.environ["X"]`, `cfg.authenticate`. */
  readonly value?: TextRange;
}

/** The options of a call, looked up by name; a dot leads into nested ones: `connect_args.user_agent_entry`. */
export interface SiteOptions {
  get(name: string): SiteOption | undefined;
  /** True when an option is surely given and not null. */
  has(name: string): boolean;
  /** Names at the top level, as the code spells them. */
  readonly names: readonly string[];
  /** There may be options that are not seen here. */
  readonly open: boolean;
}

/** A call that gives every client of a process its User-Agent: `useragent.with_product("Acme_Loader", "1.2.0")`. */
export interface GlobalTag {
  readonly connector: ConnectorId;
  /** Last name of what is called: `with_product`. */
  readonly name: string;
  readonly range: TextRange;
  /** `product/version` as far as known; absent for a partner's name alone. */
  readonly value?: string;
  readonly status: UserAgentStatus;
  readonly values: readonly UserAgentText[];
  readonly options: SiteOptions;
}

/** A call of a client's API that some rule speaks about: minting a token, asking for a database credential. */
export interface ApiUse {
  /** From the table of uses: `mint-pat`, `lakebase-credential`. */
  readonly use: string;
  readonly range: TextRange;
  readonly options: SiteOptions;
  /** Name of the function around it, or undefined at the top level of the file. */
  readonly inFunction: string | undefined;
}
