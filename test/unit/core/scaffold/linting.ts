import { Project } from "../../../../src/core/lint/project/project.ts";
import { engine, identity } from "../lint/samples.ts";
import type { Files } from "./projects.ts";

const folder = "/acme/";

/** What the linter says about all files of a project, and the clients that it sees in them. */
export async function lint(files: Files) {
  const texts = new Map(Object.entries(files).map(([path, text]) => [folder + path, text]));
  const inFolder = (path: string, of: string) => (path.startsWith(`${of}/`) ? path.slice(of.length + 1) : undefined);
  const project = new Project(engine, {
    read: (path) => Promise.resolve(texts.get(path)),
    list: (of) => Promise.resolve([...texts.keys()].flatMap((path) => inFolder(path, of)?.split("/")[0] ?? [])),
  });
  for (const [path, text] of texts) await project.update(path, text);
  const reports = [...texts.keys()].map((path) => ({ path, ...project.report(path, { identity }) }));
  project.dispose();
  return {
    findings: reports.flatMap(({ path, findings }) => findings.map((each) => `${path}: ${each.rule}: ${each.message}`)),
    sites: reports.flatMap(({ sites }) => sites),
  };
}
