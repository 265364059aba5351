import { isSurelyBelow } from "../dependencies/version.ts";
import type { FileModel } from "../model.ts";
import { defineRule } from "../rule.ts";

/** First release whose own copy of Arrow needs no access to `java.nio`. Source: databricks/databricks-jdbc, change 1243, merged after 3.1.1. */
const patched = "3.1.2";

const option = "--add-opens=java.base/java.nio=ALL-UNNAMED";

/** How builds and images name a release of Java from 16 on. */
const recentJava =
  /(?:maven\.compiler\.(?:release|target|source)|java\.version|<release|<target|<source)\s*>\s*(?:1[6-9]|[2-9]\d)\b|JavaLanguageVersion\.of\(\s*(?:1[6-9]|[2-9]\d)|jvmToolchain\(\s*(?:1[6-9]|[2-9]\d)|JavaVersion\.VERSION_(?:1[6-9]|[2-9]\d)|(?:sourceCompatibility|targetCompatibility)\s*=?\s*['"]?(?:1[6-9]|[2-9]\d)\b/;

export const jdbcJava17AddOpens = defineRule({
  id: "jdbc-java17-add-opens",
  severity: "info",
  summary: "The JDBC driver runs on Java 17 or later, and nothing opens `java.nio` to it.",
  files: ["Maven", "Gradle"],
  fix: "none",
  checkDependency(dependency, context) {
    if (dependency.name !== "com.databricks:databricks-jdbc" || !isSurelyBelow(dependency, patched)) return;
    // The legacy driver has its own rule.
    if (isSurelyBelow(dependency, "3") || !recentJava.test(context.file.text)) return;
    if (isOpened(context.file, context.project.files) || context.project.hasFile(/(?:^|\/)\.mvn\/jvm\.config$/)) return;
    const message = `On Java 16 and later this release of the driver fails while it reads results, unless the program starts with \`${option}\`. Add the option where it is started, or take a release after 3.1.1.`;
    context.report(dependency, message);
  },
});

function isOpened(file: FileModel, files: Iterable<FileModel>): boolean {
  const opens = /add-opens|Add-Opens/;
  if (opens.test(file.text)) return true;
  for (const { text } of files) if (opens.test(text)) return true;
  return false;
}
