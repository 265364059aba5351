import { PwafError } from "../base/errors.ts";
import type { TextEdit } from "../base/text.ts";
import { difference } from "../base/text.ts";
import { parseConformance } from "../conformance/entries.ts";
import type { ConformanceAuth } from "../conformance/entry.ts";
import { unprovable } from "../conformance/entry.ts";
import { withEntries } from "../conformance/proposals.ts";
import { authTypes } from "../formKit/connectionForm.ts";
import { fieldsIn } from "../formKit/fields.ts";
import { connectorNames } from "../lint/report/names.ts";
import type { ConnectorId } from "../lint/sites.ts";
import { addPackages, lackingPackages, manifestNames } from "../snippets/manifests.ts";
import { registryOf } from "../snippets/languages.ts";
import type { ProvedPackages, Snippet, SnippetAuth } from "../snippets/snippet.ts";
import { fillSnippet, plainText } from "../snippets/snippetText.ts";
import { environmentExample, exampleFile } from "./environmentExample.ts";
import { goPart } from "./go.ts";
import { javaPart } from "./java.ts";
import { nodePart } from "./node.ts";
import type { LanguagePart, NewFile, Piece } from "./plan.ts";
import { pathOf } from "./plan.ts";
import type { Project } from "./project.ts";
import { pythonPart } from "./python.ts";
import { readmePath, readmeSection } from "./readme.ts";

/** The clients that a project can be given, by the language of its snippets. */
const connectors = {
  python: ["python-sql", "python-sdk", "sqlalchemy", "rest", "lakebase"],
  javascript: ["node-sql", "js-sdk", "rest", "lakebase"],
  typescript: ["node-sql", "js-sdk", "rest", "lakebase"],
  java: ["jdbc", "java-sdk", "rest", "lakebase"],
  go: ["go-sql", "go-sdk", "rest", "lakebase"],
  shellscript: [],
} as const satisfies Readonly<Record<Project["language"], readonly ConnectorId[]>>;

/** What conformance calls the ways to sign in; a managed identity is found on Azure's machines only. */
const conformanceAuthOf: Partial<Readonly<Record<SnippetAuth, ConformanceAuth>>> = {
  m2m: "m2m",
  u2m: "u2m",
  "u2m-token": "u2m",
  "u2m-refresh": "u2m",
  federation: "federation",
  "account-federation": "federation",
  pat: "pat",
};

/** True for a snippet that a project can be given as files: one that names the variables of one way to sign in. */
export function fitsProject({ language }: Project, { connector, auth }: Snippet): boolean {
  const known: readonly ConnectorId[] = connectors[language];
  return known.includes(connector) && auth !== "unified";
}

export interface Request {
  readonly project: Project;
  readonly snippet: Snippet;
  /** `<isv>_<product>/<version>` */
  readonly userAgent: string;
  readonly versions: ProvedPackages;
  /** Paths of everything in the project's folder. */
  readonly paths: readonly string[];
  /** Texts of those files that a plan may change, and of connectors that are there: manifests, README.md, .env examples, … */
  readonly texts: ReadonlyMap<string, string>;
  /** The `pwaf.json` that counts for the project, and the project's folder as seen from there; empty when it is the same. */
  readonly config: { readonly text: string; readonly below: string };
}

/** A change of a file that is there. */
export interface FileChange {
  readonly path: string;
  /** In the text as it is; they do not overlap. */
  readonly edits: readonly TextEdit[];
  readonly purpose: string;
  /** The connector runs without it, and it is the user's own text: README, application. */
  readonly isOptional?: true;
}

export interface Plan {
  readonly files: readonly NewFile[];
  readonly changes: readonly FileChange[];
  /** What `pwaf.json` is to be: with a conformance entry for the connector. */
  readonly config: string;
  /** The command that says whether it works, and the folder below the project's where it runs. */
  readonly check: Pick<LanguagePart["check"], "command" | "folder">;
  /** `config` has an entry that runs it. */
  readonly conforms: boolean;
  /** The file that names the variables. */
  readonly example: string;
  /** What the user should know, or do. */
  readonly notes: readonly string[];
}

/**
 * What adding a connector to a project writes. Nothing that is there is overwritten: beside a connector that the project
 * has, another one gets folders of its own.
 * @throws PwafError `conflict` when that very connector is there already, or something is in the way of each folder
 */
export function planConnector(request: Request): Plan {
  const { snippet } = request;
  const program = plainText(fillSnippet(snippet, {})).trimEnd() + "\n";
  const fields = fieldsIn(program);
  const example = exampleFile(request.texts, fields, snippet);
  const { connector } = snippet;
  const { piece, part } = freePart(request, { connector, program, userAgent: request.userAgent, fields, example });
  const texts = textsAround(request, part, piece);
  const files = [...part.files];
  const packages = packagesChange(request);
  const changes: FileChange[] = packages.change ? [packages.change] : [];
  for (const { text, ...file } of texts) {
    const before = request.texts.get(file.path);
    if (before === undefined) files.push({ ...file, text });
    else if (before !== text) changes.push({ ...file, edits: [difference(before, text)] });
  }
  if (part.change) {
    const { mark, edits, ...about } = part.change;
    const own = request.texts.get(about.path) ?? "";
    // Done before: whoever removed the new files to have them anew keeps this.
    if (!own.includes(mark)) changes.push({ ...about, edits: edits(own) });
  }
  const config = configText(request, part);
  return {
    files,
    changes,
    config: config.text,
    check: part.check,
    conforms: config.notes.length === 0,
    example,
    notes: [...(part.notes ?? []), ...packages.notes, ...config.notes],
  };
}

/** The first of a few places that is free, the plain one first. */
function freePart(
  { project, snippet, paths, texts }: Request,
  common: Omit<Piece, "variant">,
): { readonly piece: Piece; readonly part: LanguagePart } {
  const client = snippet.connector.replace(/^(?:python|node|js|java|go)-/, "");
  let taken: string | undefined;
  for (const variant of [[], [client], [client, ...snippet.auth.split("-")]]) {
    const piece: Piece = { ...common, variant };
    const part = partFor(project, piece);
    const first = part.files.find(({ path }) => paths.includes(path))?.path;
    if (first === undefined) return { piece, part };
    taken ??= first;
    // It is no other one: whoever asks twice by mistake gets no copy.
    if (isSame(texts.get(part.connection), part.files.find(({ path }) => path === part.connection)?.text)) break;
  }
  throw new PwafError("conflict", `${taken ?? ""} is there already.`, {
    hint: "Move or rename it, or insert a connector snippet into a file of your own instead.",
  });
}

/** The same code, in whatever layout a formatter has given it. */
function isSame(text: string | undefined, other: string | undefined): boolean {
  const code = (each: string | undefined) => each?.replace(/\s+/g, "");
  return text !== undefined && code(text) === code(other);
}

function partFor(project: Project, piece: Piece): LanguagePart {
  switch (project.kind) {
    case "python":
      return pythonPart(project, piece);
    case "node":
      return nodePart(project, piece);
    case "go":
      return goPart(project, piece);
    case "maven":
    case "gradle":
      return javaPart(project, piece);
  }
}

/** Whole texts of the files around the code, as they are afterwards. */
function textsAround({ project, snippet, texts, paths }: Request, part: LanguagePart, piece: Piece): NewFile[] {
  const { connector, auth } = snippet;
  const way = auth === "unified" ? "" : `, ${authTypes[auth][0]}`;
  const title = connectorNames[connector] + way;
  const readme = readmePath(paths);
  return [
    {
      path: piece.example,
      text: environmentExample(texts.get(piece.example), piece.fields),
      purpose: "variables of one way to sign in",
    },
    {
      path: readme,
      text: readmeSection(texts.get(readme), { title, project, part, piece }),
      purpose: "how to use it",
      isOptional: true,
    },
  ];
}

/** One entry for each connector and kind of sign-in is enough: one that is there stays. */
function configText({ snippet, config }: Request, { check }: LanguagePart): { text: string; notes: readonly string[] } {
  const { connector } = snippet;
  const auth = conformanceAuthOf[snippet.auth];
  const why = auth === undefined ? "a managed identity is found on Azure's machines only" : unprovable[connector];
  if (auth === undefined || why !== undefined)
    return { text: config.text, notes: [`pwaf.json has no conformance entry for it: ${why ?? ""}.`] };
  const { entries } = parseConformance(config.text);
  if (entries.some((entry) => entry.connector === connector && entry.auth === auth))
    return { text: config.text, notes: [] };
  const folder = pathOf(config.below, check.folder ?? "");
  return {
    text: withEntries(config.text, [{ connector, auth, ...check, ...(folder !== "" && { folder }) }]),
    notes: [],
  };
}

function packagesChange({ project, snippet, texts, versions }: Request): { change?: FileChange; notes: string[] } {
  const registry = registryOf(project.language);
  if (registry === undefined) return { notes: [] };
  const wanted = snippet.packages.map((name) => ({ name, version: versions[registry][name] ?? "" }));
  const manifests = new Map([...texts].filter(([path]) => manifestNames(registry).includes(path)));
  const lacking = lackingPackages(manifests, wanted);
  const edit = addPackages(registry, project.manifest, texts.get(project.manifest) ?? "", lacking);
  const names = lacking.map(({ name, version }) => `${name} ${version}`).join(", ");
  if (edit) return { change: { path: project.manifest, edits: [edit], purpose: `asks for ${names}` }, notes: [] };
  return { notes: lacking.length > 0 ? [`Add to ${project.manifest} by hand: ${names}.`] : [] };
}
