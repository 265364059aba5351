import pkg from "../package.json" with { type: "json" };

export const USER_AGENT = `Tessera_Insights/${pkg.version}` as const;
