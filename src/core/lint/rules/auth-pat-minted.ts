import { defineRule } from "../rule.ts";

const message =
  "This makes a personal access token at run time. It outlives its purpose, is shared by whoever finds it, and does not count as OAuth. Hand over a short-lived OAuth token, or let each caller sign in.";

export const authPatMinted = defineRule({
  id: "auth-pat-minted",
  severity: "warning",
  summary: "Code makes a personal access token through the API.",
  files: ["all code"],
  fix: "none",
  checkUse({ use, range }, context) {
    if (use === "mint-pat") context.report(range, message);
  },
  checkSite({ connector, options, range }, context) {
    if (
      connector === "rest" &&
      /\/api\/2\.[0-2]\/token(?:\/create|-management\/on-behalf-of\/tokens)(?:$|[?#])/.test(
        options.get("url")?.text ?? "",
      )
    )
      context.report(range, message);
  },
});
