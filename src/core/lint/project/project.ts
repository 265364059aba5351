import type { Engine, LintedDocument } from "../engine.ts";
import type { FileReport, LintOptions } from "../fileReport.ts";
import { nothingFound } from "../fileReport.ts";
import type { FileModel } from "../model.ts";
import { runRules } from "../runRules.ts";
import type { ProjectFacts } from "./facts.ts";
import { projectFacts } from "./facts.ts";
import type { ProjectFiles } from "./modules.ts";
import { ModuleCache } from "./modules.ts";
import { linked } from "./tagging.ts";

/**
 * The files of one folder that are checked together: imports between them are followed, and rules that compare files see all of
 * them. Paths are absolute with forward slashes, or any other one form.
 */
export class Project {
  readonly #engine: Engine;
  readonly #modules: ModuleCache;
  readonly #models = new Map<string, FileModel>();
  #facts: ProjectFacts | undefined;

  constructor(engine: Engine, files: ProjectFiles) {
    this.#engine = engine;
    this.#modules = new ModuleCache(files);
  }

  /** Every file that holds anything that a rule could speak about. */
  get files(): Iterable<FileModel> {
    return this.#models.values();
  }

  model(path: string): FileModel | undefined {
    return this.#models.get(path);
  }

  /**
   * Takes in a text in place of what was known of its file.
   *
   * @param document the open document, whose tree makes reading a changed text cheap
   */
  async update(path: string, text: string, document?: LintedDocument): Promise<void> {
    this.#modules.forget(path);
    const reader = document ?? this.#engine.open(path);
    const model = await reader.read(text, this.#modules);
    if (!document) reader.dispose();
    if (model) this.#models.set(path, model);
    else if (!this.#models.delete(path)) return;
    this.#facts = undefined;
  }

  /** Says that a file is gone, or is not to be looked at any more. */
  remove(path: string): void {
    this.#modules.forget(path);
    if (this.#models.delete(path)) this.#facts = undefined;
  }

  /** Files whose imports lead to a file: what they hold may change with it. */
  importersOf(path: string): string[] {
    return [...this.#models.values()].filter(({ imports }) => imports.includes(path)).map((model) => model.path);
  }

  /** What the rules say of a file, with all that is known of the others. */
  report(path: string, options: LintOptions): FileReport {
    const model = this.#models.get(path);
    if (!model) return nothingFound;
    const facts = (this.#facts ??= projectFacts([...this.#models.values()]));
    const whole = linked(model, facts);
    return { ...runRules(whole, facts, options), sites: whole.sites, parsed: true };
  }

  /** Frees everything that is kept between analyses. */
  dispose(): void {
    this.#modules.dispose();
    this.#models.clear();
    this.#facts = undefined;
  }
}
