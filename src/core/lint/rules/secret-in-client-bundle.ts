import { defineRule } from "../rule.ts";

/** Prefixes of variables that build tools write into what browsers load. */
const prefixes = [
  "NEXT_PUBLIC_",
  "NUXT_PUBLIC_",
  "VITE_",
  "REACT_APP_",
  "VUE_APP_",
  "NG_APP_",
  "EXPO_PUBLIC_",
  "GATSBY_",
  "PUBLIC_",
  "STORYBOOK_",
];

export const secretInClientBundle = defineRule({
  id: "secret-in-client-bundle",
  severity: "error",
  summary: "A variable with a Databricks secret has a name that build tools copy into the code of the browser.",
  files: ["JavaScript", "TypeScript", "dotenv files", "YAML", "shell"],
  fix: "none",
  pattern: {
    expression: new RegExp(
      String.raw`(?<![\w$])(?:${prefixes.join("|")})(?:[A-Z0-9]+_)*(?:DATABRICKS|DBX|LAKEBASE)(?:_[A-Z0-9]+)*_(?:TOKEN|SECRET|PAT|PASSWORD|ACCESS_KEY|API_KEY)(?![\w$])`,
      "g",
    ),
    words: prefixes,
  },
  checkMatch({ text, start, end, place, literal }, context) {
    // In a longer text the name is only talked about, unless the text reads it: `${process.env.NAME}`.
    const isRead = context.file.text[start - 1] === ".";
    if (place === "text" && !isRead && (!literal || literal.end - literal.start !== end - start + 2)) return;
    const [prefix = ""] = prefixes.filter((candidate) => text.startsWith(candidate));
    const message = `Everything whose name begins with \`${prefix}\` is copied into the code that browsers load, so every visitor can read this secret. Call Databricks from a server, and name the variable without the prefix there.`;
    context.report({ start, end }, message);
  },
});
