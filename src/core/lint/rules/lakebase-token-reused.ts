import { defineRule } from "../rule.ts";
import { sourceOf } from "../configOptions.ts";

/** Clients that open connections later, when the token has expired. */
const pools = /pool|sqlalchemy|engine|hikari|datasource/i;

/** Hooks that ask for a credential when a connection is opened. */
const hooks =
  /do_connect|connection_class|BeforeConnect|beforeConnect|\b(?:Connection|fun|def)\s+getConnection\s*\(|creator\s*=/;

export const lakebaseTokenReused = defineRule({
  id: "lakebase-token-reused",
  severity: "warning",
  summary: "A pool of Lakebase connections holds one database credential, which expires after an hour.",
  files: ["Python", "Java", "Kotlin", "Scala", "Go", "JavaScript", "TypeScript"],
  fix: "none",
  checkSite({ connector, facts, options, range }, context) {
    const { uses, text } = context.file;
    if (connector !== "lakebase" || !pools.test(facts) || hooks.test(text)) return;
    if (!uses.some(({ use }) => /^lakebase-(?:provisioned-)?credential$/.test(use))) return;
    const password = options.get("password") ?? options.get("connect_args.password") ?? options.get("setPassword");
    if (!password || password.kind === "null") return;
    // A function is asked anew each time; `credential.token` may look like one, being a member of something imported.
    if (password.kind === "function" && !/\.token$/.test(sourceOf(password, text))) return;
    const message =
      "The credential is asked for once and expires after 60 minutes; from then on the pool cannot open a connection. Ask for one per physical connection: `connection_class` (psycopg), a `do_connect` listener (SQLAlchemy), `BeforeConnect` (pgx), a password function (Node.js).";
    context.report(password.range ?? range, message);
  },
});
