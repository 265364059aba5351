import { isAboutDatabricks } from "../patterns/around.ts";
import { defineRule } from "../rule.ts";

export const ucDbfsStaging = defineRule({
  id: "uc-dbfs-staging",
  severity: "warning",
  summary: "Data is kept in DBFS or in a mount instead of a Unity Catalog volume.",
  files: ["SQL", "all languages", "YAML"],
  fix: "none",
  pattern: {
    expression:
      /(?<dbfs>dbfs:\/(?!databricks(?:-datasets|-results|\/)|\/?Volumes\b)[^\s"'`);,]*|(?<![\w.])\/dbfs\/(?!databricks(?:-datasets|\/)|Volumes\b)[^\s"'`);,]*)|(?<mount>\bdbutils\.fs\.mount\b)|(?<![\w.:/}])(?<mnt>\/mnt\/[\w.{}$-][^\s"'`);,]*)/g,
    words: ["dbfs:/", "/dbfs/", "dbutils.fs.mount", "/mnt/"],
  },
  checkMatch(match, context) {
    const { mnt, mount } = match.groups;
    if (mount === undefined && match.place === "code") return;
    // `/mnt` is an ordinary folder of every Linux machine: only where Spark reads and writes is it a mount of DBFS.
    if (mnt !== undefined && !isMount(context.file.text, match.start)) return;
    if (mnt !== undefined && !isAboutDatabricks(context.file)) return;
    const what = mount === undefined ? "This path lies in DBFS" : "This mounts storage into DBFS";
    const message = `${what}, which Unity Catalog does not govern: every user of the workspace can read it. Keep files in a volume, \`/Volumes/<catalog>/<schema>/<volume>/…\`.`;
    context.report(match, message);
  },
});

const sparkCall =
  /(?:\.(?:load|save|parquet|csv|json|orc|text|table|option|format|path|cp|mv|ls|rm|put|head|mkdirs|start|trigger|autoLoader|saveAsTextFile|textFile)\(|\b(?:COPY\s+INTO|FROM|LOCATION|PATH|delta|parquet|json|csv)\s*[.(]?\s*)[^\n()]*["'`]*$/i;

function isMount(text: string, start: number): boolean {
  const line = text.slice(Math.max(text.lastIndexOf("\n", start) + 1, start - 200), start);
  return sparkCall.test(line) && /\b(?:spark|dbutils|COPY\s+INTO|LOCATION|delta\.)/i.test(text);
}
