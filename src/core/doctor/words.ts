/** `a`, `a and b`, `a, b and c`; each word once. */
export function list(words: readonly string[]): string {
  const unique = [...new Set(words)];
  return unique.length < 2 ? unique.join("") : `${unique.slice(0, -1).join(", ")} and ${unique.at(-1) ?? ""}`;
}

/** A span of time for people, rounded. */
export function duration(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  if (minutes < 1) return `${Math.round(Math.abs(ms) / 1000)} seconds`;
  if (minutes < 120) return minutes === 1 ? "a minute" : `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}

const groupTitles: Readonly<Record<string, string>> = {
  pat: "a personal access token",
  basic: "a user name and password",
  oauth: "OAuth",
  azure: "Azure",
  google: "Google",
  "metadata-service": "a token service on this machine",
  "env-oidc": "an identity token in a variable",
  "file-oidc": "an identity token in a file",
};

/** Groups of settings as people call them. */
export function groupList(groups: readonly string[]): string {
  return list(groups.map((group) => groupTitles[group] ?? group));
}
