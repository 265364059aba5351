import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../../..");
const pages = globSync(["*.md", "docs/**/*.md"], { cwd: root });

/** Where a page leads to inside the project, by the page: paths from the root, without the part after `#`. */
const links = new Map(pages.map((page) => [page, linksOf(page)]));
const linked = new Set([...links].flatMap(([page, targets]) => targets.filter((target) => target !== page)));

describe("the documentation", () => {
  it("leads to nothing that is not there", () => {
    const broken = [...links].flatMap(([page, targets]) =>
      targets.filter((target) => !existsSync(join(root, target))).map((target) => `${page} → ${target}`),
    );
    assert.deepEqual(broken, []);
  });

  it("has no page that nobody is led to, but for those of the root", () => {
    const folders = [...linked].filter(
      (path) => existsSync(join(root, path)) && statSync(join(root, path)).isDirectory(),
    );
    const lonely = pages.filter((page) => page.includes("/") && !linked.has(page) && !folders.includes(dirname(page)));
    assert.deepEqual(lonely, []);
  });

  it("shows every picture that it has", () => {
    const pictures = globSync("docs/images/*", { cwd: root });
    assert.ok(pictures.length > 0);
    assert.deepEqual(
      pictures.filter((picture) => !linked.has(picture)),
      [],
    );
  });
});

function linksOf(page: string): readonly string[] {
  const text = readFileSync(join(root, page), "utf8").replace(/^(`{3,}).*?^\1/gms, "");
  const targets = [...text.matchAll(/\]\((?<target>[^)\s#]+)/g)].map((match) => match.groups?.["target"] ?? "");
  const inside = targets.filter((target) => !/^[a-z]+:/.test(target));
  return inside.map((target) => relative(root, resolve(root, dirname(page), target)));
}
