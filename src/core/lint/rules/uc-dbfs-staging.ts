import type { FileModel, PatternMatch } from "../model.ts";
import { isAboutDatabricks, isExplanation } from "../patterns/around.ts";
import { defineRule } from "../rule.ts";

export const ucDbfsStaging = defineRule({
  id: "uc-dbfs-staging",
  severity: "warning",
  summary: "Data is kept in DBFS or in a mount instead of a Unity Catalog volume.",
  files: ["SQL", "all languages", "YAML"],
  fix: "none",
  pattern: {
    expression:
      /(?<dbfs>dbfs:\/+(?!databricks(?:-datasets|-results|\/)|Volumes\b)[\w.{}$<%-][^\s"'`);,]*|(?<![\w.])\/dbfs\/(?!databricks(?:-datasets|\/)|Volumes\b)[\w.{}$<%-][^\s"'`);,]*)|(?<mount>\bdbutils\.fs\.mount\b)|(?<![\w.:/}])(?<mnt>\/mnt\/[\w.{}$-][^\s"'`);,]*)/g,
    words: ["dbfs:/", "/dbfs/", "dbutils.fs.mount", "/mnt/"],
  },
  checkMatch(match, context) {
    const { dbfs, mnt, mount } = match.groups;
    const { file } = context;
    if (mount === undefined && match.place === "code") return;
    // `/mnt` is an ordinary folder of every Linux machine: only where Spark reads and writes is it a mount of DBFS.
    if (mnt !== undefined && (!isAboutDatabricks(file) || !isMount(file.text, match.start))) return;
    if (dbfs !== undefined && (endpoint.test(dbfs) || isTalk(file, match))) return;
    const what = mount === undefined ? "This path lies in DBFS" : "This mounts storage into DBFS";
    const message = `${what}, which Unity Catalog does not govern: every user of the workspace can read it. Keep files in a volume, \`/Volumes/<catalog>/<schema>/<volume>/…\`.`;
    context.report(match, message);
  },
});

/** Paths of the DBFS API below `/api/2.0`, as clients of their own write them. */
const endpoint = /^\/dbfs\/(?:list|get-status|put|read|create|add-block|close|delete|mkdirs|move)(?:\?|$)/;

/** What looks whether a path lies in DBFS, and keeps nothing there. */
const comparison =
  /(?:(?:starts|ends)_?with|has_?prefix|contains|includes|index_?of|matches|compile|regexp?|replace\w*|(?:remove|trim|strip)_?prefix)\s*\([^()]*$|\b(?:assert|require|expect)[\w.]*\s*\(|^\s*assert\b|(?:[=!]==?|\blike)\s*[rbf]?["'`]*$/i;

/** `if "dbfs:/mnt" in path` */
const membership = /^\S*["']\s+(?:not\s+)?in\b/;

/** Words of SQL and of shells before a path; after other words it stands in a sentence. */
const beforePath =
  /(?:\b(?:from|location|into|path|using|table|delta|parquet|json|csv|list|cp|mv|rm|ls|cat|mkdirs?|put|head)|=|--?\w[\w-]*|\b(?:fs|dbfs)\s+(?:cp|mv)\s.*)\s+["'`(]*$/i;

/** Whether the text only speaks of the path, or compares with it. */
function isTalk(file: FileModel, match: PatternMatch): boolean {
  const { text } = file;
  const before = text.slice(Math.max(text.lastIndexOf("\n", match.start) + 1, match.start - 300), match.start);
  if (comparison.test(before) || membership.test(text.slice(match.end, match.end + 40))) return true;
  if (isExplanation(file, before)) return true;
  return (
    match.literal !== undefined &&
    /\w\W*\s$/.test(text.slice(match.literal.start, match.start)) &&
    !beforePath.test(before)
  );
}

const sparkCall =
  /\.(?:load|save|parquet|csv|json|orc|text|table|option|format|path|cp|mv|ls|rm|put|head|mkdirs|start|trigger|autoLoader|saveAsTextFile|textFile)\([^\n()]*$|\b(?:COPY\s+INTO|FROM|LOCATION|PATH|delta|parquet|json|csv)\s*[.(]?\s*\\?["'`]*$/i;

function isMount(text: string, start: number): boolean {
  const line = text.slice(Math.max(text.lastIndexOf("\n", start) + 1, start - 200), start);
  return sparkCall.test(line) && /\b(?:spark|dbutils|COPY\s+INTO|LOCATION|delta\.)/i.test(text);
}
