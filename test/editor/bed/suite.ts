import type { Editor, EditorOptions } from "./editor.ts";
import { startEditor } from "./editor.ts";

const START_MS = 120_000;

/** How long one step of a user may take on a busy machine. */
export const STEP_MS = 90_000;

/**
 * One editor for all tests of the surrounding `describe`; a failed test leaves logs and a picture in `out/failures`.
 * @param options made when the suite starts, so that they may need servers and folders of the test.
 */
export function useEditor(options: () => EditorOptions | Promise<EditorOptions>): () => Editor {
  let editor: Editor | undefined;
  before("start VS Code", async function () {
    this.timeout(START_MS);
    editor = await startEditor(await options());
  });
  afterEach(async function () {
    this.timeout(START_MS);
    if (this.currentTest?.isFailed() === true) await editor?.keepEvidence(this.currentTest.fullTitle());
  });
  after("end VS Code", async function () {
    this.timeout(START_MS);
    await editor?.close();
  });
  return () => {
    if (!editor) throw new Error("the editor starts in a before hook; use it in tests only");
    return editor;
  };
}

/**
 * Ends the surrounding `describe` at its first failure, where each step goes on from the one before. The other suites are
 * run all the same: mocha's own `bail` would end them too.
 */
export function stopAtFirstFailure(): void {
  let failed: string | undefined;
  beforeEach("go on from the step before", () => {
    if (failed !== undefined) throw new Error(`not run, since it goes on from “${failed}”, which has failed`);
  });
  afterEach(function () {
    if (this.currentTest?.isFailed() === true) failed = this.currentTest.title;
  });
}
