import { LineIndex } from "../../../../src/core/base/text.ts";
import type { Engine } from "../../../../src/core/lint/engine.ts";
import { Project } from "../../../../src/core/lint/project/project.ts";
import type { CorpusProject, FindingLabel, SiteLabel } from "./corpusFiles.ts";

/** What a run over a part of the corpus got right and wrong. */
export interface Verdict {
  /** Rules of wanted findings that are there. */
  readonly hits: readonly Placed[];
  readonly misses: readonly Placed[];
  readonly falseAlarms: readonly Placed[];
  readonly sites: { readonly right: number; readonly wrong: readonly Placed[] };
}

/** A rule (or what is wrong with a site) at a place: `project/file:line`. */
export interface Placed {
  readonly what: string;
  readonly place: string;
}

interface FoundSite {
  readonly line: number;
  readonly connector: string;
  readonly status: string;
  readonly auth: string;
}

interface Found {
  readonly line: number;
  readonly rule: string;
}

/** Runs the engine over a project as a whole and compares what it says with the labels. */
export async function judge(engine: Engine, corpus: CorpusProject): Promise<Verdict> {
  const root = `/corpus/${corpus.name}/`;
  const files = [...corpus.texts.keys()].map((file) => root + file);
  const project = new Project(engine, {
    read: async (path) => (path.startsWith(root) ? corpus.texts.get(path.slice(root.length)) : undefined),
    list: async (folder) => namesIn(folder, files),
  });
  for (const [file, text] of corpus.texts) await project.update(root + file, text);
  const verdicts = [...corpus.texts].map(([file, text]) => {
    const lines = new LineIndex(text);
    const lineOf = (offset: number) => lines.positionAt(offset).line + 1;
    const { findings, sites } = project.report(root + file, {});
    const found = findings.map(({ rule, start }): Found => ({ rule, line: lineOf(start) }));
    const foundSites = sites.map(({ connector, userAgent, auth, range }): FoundSite => ({
      line: lineOf(range.start),
      connector,
      status: userAgent.status,
      auth: auth.kind,
    }));
    const place = (line: number) => `${corpus.name}/${file}:${line}`;
    const labels = corpus.labels.filter((label) => label.file === file);
    const wanted = corpus.sites.get(file);
    return {
      ...compareFindings(labels, found, place),
      sites: wanted ? compareSites(wanted, foundSites, place) : { right: 0, wrong: [] },
    };
  });
  project.dispose();
  return joinVerdicts(verdicts);
}

/** Names of files and folders directly in a folder. */
function namesIn(folder: string, files: readonly string[]): string[] {
  const inside = files.filter((file) => file.startsWith(`${folder}/`));
  return [...new Set(inside.map((file) => file.slice(folder.length + 1).split("/")[0] ?? ""))];
}

export function joinVerdicts(verdicts: readonly Verdict[]): Verdict {
  return {
    hits: verdicts.flatMap(({ hits }) => hits),
    misses: verdicts.flatMap(({ misses }) => misses),
    falseAlarms: verdicts.flatMap(({ falseAlarms }) => falseAlarms),
    sites: {
      right: verdicts.reduce((sum, { sites }) => sum + sites.right, 0),
      wrong: verdicts.flatMap(({ sites }) => sites.wrong),
    },
  };
}

export function compareFindings(
  labels: readonly Omit<FindingLabel, "file">[],
  found: readonly Found[],
  place: (line: number) => string,
): Omit<Verdict, "sites"> {
  const covers = (label: Omit<FindingLabel, "file">, { line, rule }: Found) =>
    label.rule === rule && label.first <= line && line <= label.last;
  const asPlaced = ({ rule, first }: Omit<FindingLabel, "file">): Placed => ({ what: rule, place: place(first) });
  const wanted = labels.filter(({ kind }) => kind === "wanted");
  const allowed = labels.filter(({ kind }) => kind !== "trap");
  return {
    hits: wanted.filter((label) => found.some((finding) => covers(label, finding))).map(asPlaced),
    misses: wanted.filter((label) => !found.some((finding) => covers(label, finding))).map(asPlaced),
    falseAlarms: found
      .filter((finding) => !allowed.some((label) => covers(label, finding)))
      .map(({ rule, line }) => ({ what: rule, place: place(line) })),
  };
}

/** Of a file with labelled sites only these are compared; an empty list says that the file has none. */
export function compareSites(
  wanted: readonly SiteLabel[],
  found: readonly FoundSite[],
  place: (line: number) => string,
): Verdict["sites"] {
  const wrong: Placed[] = [];
  const unlabelled = new Set(found);
  for (const label of wanted) {
    const site = found.find(
      (candidate) =>
        unlabelled.has(candidate) &&
        candidate.connector === label.connector &&
        label.first <= candidate.line &&
        candidate.line <= label.last,
    );
    if (site) unlabelled.delete(site);
    const problem = site ? differences(label, site) : "is not found";
    if (problem) wrong.push({ what: `${label.connector} ${problem}`, place: place(label.first) });
  }
  const right = wanted.length - wrong.length;
  if (wanted.length === 0)
    for (const site of found) wrong.push({ what: `${site.connector} is no site`, place: place(site.line) });
  return { right, wrong };
}

function differences(label: SiteLabel, site: FoundSite): string {
  const pairs = [
    ["User-Agent", label.status, site.status],
    ["auth", label.auth, site.auth],
  ] as const;
  return pairs
    .filter(([, expected, actual]) => expected !== undefined && expected !== actual)
    .map(([name, expected, actual]) => `has ${name} ${actual}, not ${expected}`)
    .join(" and ");
}
