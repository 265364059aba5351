import type { Dependency, Ecosystem } from "./dependency.ts";

/** Parts of a version that count in order: numbers, then what makes it earlier than the release of the same numbers. */
interface Version {
  readonly release: readonly number[];
  /** Below zero for what comes before the release; text of the same rank is compared by its parts. */
  readonly rank: number;
  readonly tail: readonly (string | number)[];
}

/** What stands behind the numbers of a pre-release: `a`, `rc1`, `-beta.2`, `.dev3`, `-M1`, `-SNAPSHOT`; the rest is a later build. */
const preRelease =
  /^[-._]?(?:dev|a(?:lpha)?|b(?:eta)?|c|rc|cr|m(?:ilestone)?|pre(?:view)?|snapshot|next|canary|nightly)(?:[-._]?\d|[-._]|$)/i;

/**
 * Compares two versions by the rules that PEP 440, SemVer, Maven and Go share: numbers first, missing ones are zero, and a
 * pre-release comes before its release. Below zero when `a` is older.
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parse(a), parse(b)];
  return compareParts(left.release, right.release) || left.rank - right.rank || compareParts(left.tail, right.tail);
}

/** Whether a text is one version and not a range: `4.0.1`, `v1.6.2`, `3.0.7-oss`. */
function isVersion(text: string): boolean {
  return /^v?\d+(?:\.\d+)*(?:[-._+]?[A-Za-z0-9]+)*$/.test(text) && !/(?:^|\.)[xX](?:\.|$)/.test(text);
}

function parse(text: string): Version {
  const [, numbers = "", rest = ""] = /^\s*[vV=]*(\d+(?:\.\d+)*)(.*)$/s.exec(text) ?? [];
  const [tail = ""] = rest.split("+");
  const release = numbers.split(".").map(Number);
  while (release.length > 1 && release.at(-1) === 0) release.pop();
  // SemVer: anything behind `-` is a pre-release, but Maven artifacts put qualifiers such as `-oss` and `-jre` there.
  const rank = preRelease.test(tail) ? -1 : 0;
  return {
    release,
    rank,
    // A development release comes before the first alpha.
    tail: [...tail.toLowerCase().matchAll(/[a-z]+|\d+/g)].map(([part]) =>
      /\d/.test(part) ? Number(part) : part === "dev" ? "" : part,
    ),
  };
}

function compareParts(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [left = 0, right = 0] = [a[index], b[index]];
    if (left === right) continue;
    if (typeof left === "number" && typeof right === "number") return left - right;
    return String(left) < String(right) ? -1 : 1;
  }
  return 0;
}

/** What a range says: the one version it pins, or the lowest that it allows. */
export function readRange(ecosystem: Ecosystem, requested: string): { exact?: string; lowest?: string } {
  const text = requested.trim();
  if (ecosystem === "maven" && /^[[(]/.test(text)) return mavenRange(text);
  if (ecosystem === "maven" && /\+$/.test(text)) return { lowest: text.replace(/\.?\+$/, "") };
  if (isVersion(text) && !(ecosystem === "npm" && !/^v?\d+\.\d+\.\d+/.test(text)))
    return { exact: clean(text), lowest: clean(text) };
  // Of alternatives the lowest is not sure to be the first.
  if (text.includes("||")) return {};
  const pinned = /^===?\s*v?(\d[\w.!+-]*)$/.exec(text)?.[1];
  if (pinned !== undefined && !pinned.includes("*")) return { exact: pinned, lowest: pinned };
  const wildcard = /^={0,2}\s*v?(\d+(?:\.\d+)*)(?:\.[*xX])+$/.exec(text)?.[1];
  const lower = /(?:^|[\s,])(?:>=?|\^|~=?|~>|==)\s*v?(\d[\w.!+-]*)/.exec(text)?.[1];
  const lowest =
    wildcard ?? lower?.replace(/\.\*$/, "") ?? (ecosystem === "npm" && isVersion(text) ? clean(text) : undefined);
  return lowest === undefined ? {} : { lowest };
}

/**
 * Whether every version that a dependency may have is older than `version`: its pin, or the upper end of its range (`<2`, `==1.*`,
 * `~=1.4.2`, `^1.9.0`). A range that is open above may bring a newer one.
 */
export function isSurelyBelow({ ecosystem, exact, requested }: Dependency, version: string): boolean {
  if (exact !== undefined) return compareVersions(exact, version) < 0;
  const end = upperEnd(ecosystem, requested);
  return end !== undefined && compareVersions(end, version) <= 0;
}

/**
 * Whether every version that a dependency may have is `version` or newer: its pin, or the lower end of its range (`^2.1.0`, `>=4.0.1,<5`), of
 * alternatives (`^1.12.0 || ^2.1.0`) of each.
 */
export function isSurelyAtLeast({ ecosystem, exact, requested }: Dependency, version: string): boolean {
  if (exact !== undefined) return compareVersions(exact, version) >= 0;
  return requested.split("||").every((range) => {
    const { lowest } = readRange(ecosystem, range);
    return lowest !== undefined && compareVersions(lowest, version) >= 0;
  });
}

/** The first version that a range no longer allows. */
function upperEnd(ecosystem: Ecosystem, requested: string): string | undefined {
  const text = requested.trim();
  if (text.includes("||")) return undefined;
  const below = /<\s*v?(\d[\w.]*)/.exec(text)?.[1];
  if (below !== undefined) return below;
  if (ecosystem === "maven") return /,\s*([^\])\s]+)\s*\)$/.exec(text)?.[1];
  const wildcard = /^(?:==)?\s*v?(\d+(?:\.\d+)*)\.[*xX]$/.exec(text)?.[1];
  if (wildcard !== undefined) return next(wildcard.split("."));
  const [, sign, base] = /^(\^|~=|~)\s*v?(\d+(?:\.\d+)*)/.exec(text) ?? [];
  if (base === undefined) return undefined;
  const parts = base.split(".");
  if (sign === "~=") return parts.length < 2 ? undefined : next(parts.slice(0, -1));
  if (sign === "~") return next(parts.slice(0, Math.min(2, parts.length)));
  const leading = parts.findIndex((part) => part !== "0");
  return next(parts.slice(0, (leading < 0 ? parts.length - 1 : leading) + 1));
}

function next(parts: readonly string[]): string {
  return [...parts.slice(0, -1), Number(parts.at(-1)) + 1].join(".");
}

function mavenRange(text: string): { exact?: string; lowest?: string } {
  const exact = /^\[([^,[\]()]+)\]$/.exec(text)?.[1]?.trim();
  if (exact !== undefined) return { exact, lowest: exact };
  const lowest = /^[[(]\s*([^,[\]()\s]+)\s*,/.exec(text)?.[1];
  return lowest === undefined ? {} : { lowest };
}

function clean(text: string): string {
  return text.replace(/^v/, "");
}
