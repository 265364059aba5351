import { defineRule } from "../rule.ts";

/** Only for files that hold something of Databricks: in what a bundler wrote, thousands of calls have the name of one and are none. */
export const unreadCalls = defineRule({
  id: "unread-calls",
  severity: "info",
  summary: "Some calls were not read, because the file is too large or too dense.",
  files: ["code", "shell scripts", "workflows", "Dockerfiles"],
  fix: "none",
  checkFile({ unseen, sites, tags, uses }, context) {
    if (!unseen || sites.length + tags.length + uses.length === 0) return;
    const { count, first } = unseen;
    const [what, remedy] =
      count === 1
        ? [
            "This call leads through too much code to be followed, so nothing is said of it.",
            "Give it its options more directly",
          ]
        : [
            `From here on, ${count} calls that may go to Databricks were not read: the file is too large or too dense. Nothing is said of them.`,
            "Split the file",
          ];
    context.report(first, `${what} ${remedy}; or, if a program wrote the file, add it to \`ignore\` in \`pwaf.json\`.`);
  },
});
