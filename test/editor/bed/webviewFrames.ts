import type { Frame, Page } from "playwright-core";
import { until } from "./until.ts";

/**
 * The inner frame of a webview, which holds the extension's own page. VS Code nests two frames; the page is the inner one.
 * @param title the `<title>` of the page.
 */
export async function webviewFrame(page: Page, title: string | RegExp): Promise<Frame> {
  return await until(`a webview with the title ${String(title)}`, async () => {
    for (const frame of await visibleWebviews(page)) {
      const shown = await titleOf(frame);
      if (typeof title === "string" ? shown === title : shown !== undefined && title.test(shown)) return frame;
    }
    return undefined;
  });
}

/** The inner frame of a webview that shows a text, such as the editor's own page for Markdown, which has no title. */
export async function webviewShowing(page: Page, text: string): Promise<Frame> {
  return await until(`a webview that shows “${text}”`, async () => {
    for (const frame of await visibleWebviews(page)) {
      // A frame may go away meanwhile; then it does not show it.
      const count = await frame
        .getByText(text)
        .count()
        .catch(() => 0);
      if (count > 0) return frame;
    }
    return undefined;
  });
}

/** Titles of the webviews in sight. */
export async function webviewTitles(page: Page): Promise<string[]> {
  const titles = await Promise.all((await visibleWebviews(page)).map(titleOf));
  return titles.filter((title) => title !== undefined);
}

async function visibleWebviews(page: Page): Promise<Frame[]> {
  // The inner frame is made as “pending” and keeps that name for Playwright; a page may nest frames of its own.
  const main = page.mainFrame();
  const inner = page.frames().filter((frame) => !frame.isDetached() && frame.parentFrame()?.parentFrame() === main);
  const visible = await Promise.all(inner.map((frame) => isVisible(frame)));
  return inner.filter((_, index) => visible[index]);
}

/** A frame may go away between two looks at it; then it is simply not there. */
async function isVisible(frame: Frame): Promise<boolean> {
  try {
    const outer = await frame.parentFrame()?.frameElement();
    return (await outer?.isVisible()) === true && (await (await frame.frameElement()).isVisible());
  } catch {
    return false;
  }
}

async function titleOf(frame: Frame): Promise<string | undefined> {
  try {
    return await frame.title();
  } catch {
    return undefined;
  }
}
