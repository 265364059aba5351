const rest = "(?:-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$";
const number = "(?:0|[1-9]\\d*)";

/**
 * Versions that the SDKs take when they are handed a product. Go asks for three numbers; Python also takes two, and `x` for
 * all but the first.
 * Sources: databricks/databricks-sdk-go, `useragent/patterns.go`; databricks/databricks-sdk-py, `databricks/sdk/useragent.py`.
 */
const accepted = {
  "go-sdk": new RegExp(`^${number}\\.${number}\\.${number}${rest}`),
  "python-sdk": new RegExp(`^${number}\\.(?:x|${number})(?:\\.(?:x|0|[1-9x]\\d*))?${rest}`),
};

export type VersionedSdk = keyof typeof accepted;

export function isSemanticVersion(sdk: VersionedSdk, version: string): boolean {
  return accepted[sdk].test(version);
}

/** The version with the numbers that it lacks, where that makes it one: `1.2` is `1.2.0`. */
export function paddedVersion(sdk: VersionedSdk, version: string): string | undefined {
  const groups = /^(?<numbers>\d+(?:\.\d+)?)(?<suffix>[-+].*)?$/.exec(version)?.groups;
  const numbers = groups?.["numbers"];
  if (numbers === undefined) return undefined;
  const padded = `${numbers}${numbers.includes(".") ? ".0" : ".0.0"}${groups?.["suffix"] ?? ""}`;
  return isSemanticVersion(sdk, padded) ? padded : undefined;
}
