import type { LanguagePart, Piece } from "./plan.ts";
import type { Project } from "./project.ts";

interface Section {
  /** The client's name, and how it signs in. */
  readonly title: string;
  readonly project: Project;
  readonly part: LanguagePart;
  readonly piece: Piece;
}

const beside = "DATABRICKS.md";

/** The project's README where it is Markdown; beside one in another format, a file of its own. */
export function readmePath(paths: readonly string[]): string {
  const known = paths.find((path) => path !== beside && isReadme(path));
  return known ?? (paths.some((path) => /^readme(?:\.\w+)?$/i.test(path)) ? beside : "README.md");
}

/** True for a file that a section can be added to. */
export function isReadme(path: string): boolean {
  return path === beside || /^readme\.(?:md|markdown)$/i.test(path);
}

/** The README with a section about the connection; one that has such a section stays as it is. */
export function readmeSection(text: string | undefined, section: Section): string {
  const heading = `## Databricks: ${section.title}`;
  if (text?.includes(heading)) return text;
  const before = text === undefined || text.trim() === "" ? "" : `${text.trimEnd()}\n\n`;
  return `${before}${heading}\n\n${sectionText(section)}`;
}

function sectionText({ project, part, piece }: Section): string {
  const { check, files, test } = part;
  const folder = check.folder === undefined ? "" : `cd ${check.folder} && `;
  const commands = [
    [project.install, "what the connection needs"],
    [folder + check.command.map(quoted).join(" "), "says whether it works"],
    ...(test === undefined ? [] : [[test, "tests; those that need a workspace run where the variables are set"]]),
  ];
  const list = files.map(({ path, purpose }) => `- \`${path}\`: ${purpose}`).join("\n");
  return `Every request carries \`${piece.userAgent}\` in its User-Agent.

Set the variables that \`${piece.example}\` names, and no others of Databricks. Then:

\`\`\`sh
${commands.map(([command, why]) => `${command ?? ""}  # ${why ?? ""}`).join("\n")}
\`\`\`

${list}
`;
}

function quoted(word: string): string {
  return /^[\w./:=@-]+$/.test(word) ? word : `'${word}'`;
}
