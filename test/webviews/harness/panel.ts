import { once } from "node:events";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { registerHooks } from "node:module";
import type { AddressInfo } from "node:net";
import { basename, extname } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import type { Browser, Page } from "playwright-core";
import { chromium } from "playwright-core";
import type { Webview } from "vscode";
import type { Message, PanelProtocol } from "../../../src/protocol/messages.ts";
import type { WebviewName } from "../../../src/host/platform/webviews.ts";
import { listenToStream, MessageStream } from "./messageStream.ts";
import { themes } from "./themes.ts";
import type { ThemeName } from "./themes.ts";

/** Chromium of the machine; `PWAF_CHROMIUM` names another. */
const executablePath = process.env["PWAF_CHROMIUM"] ?? "/usr/bin/chromium";
const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The page is made by the host's own code; of the editor it needs nothing but addresses. */
const editor = `const uri = (text) => ({ toString: () => text });
export const Uri = { parse: uri, joinPath: (base, ...parts) => uri([base, ...parts].join("/")) };`;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "vscode"
      ? { url: `data:text/javascript,${encodeURIComponent(editor)}`, shortCircuit: true }
      : next(specifier, context),
});

export interface PanelOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly deviceScaleFactor?: number;
  readonly reducedMotion?: boolean;
  /** What `getState()` answers. */
  readonly memory?: unknown;
  /** Opens `Panel.stream`, for measurements: the page may then reach its own server, which its policy forbids otherwise. */
  readonly streamed?: boolean;
}

/** The built panels, served as VS Code would, in a real Chromium. */
export class PanelRig {
  readonly #browser: Browser;
  readonly #server: Server;
  readonly #files: ReadonlyMap<string, Uint8Array>;
  readonly #pages = new Map<string, string>();
  /** Told of the stream that a page asks for, by its path. */
  readonly #streams = new Map<string, (stream: MessageStream) => void>();

  private constructor(browser: Browser, server: Server, files: ReadonlyMap<string, Uint8Array>) {
    this.#browser = browser;
    this.#server = server;
    this.#files = files;
    server.on("request", (request: IncomingMessage, response: ServerResponse) => {
      this.#answer(request.url ?? "/", response);
    });
  }

  static async start(): Promise<PanelRig> {
    const built = await esbuild.build({
      absWorkingDir: root,
      bundle: true,
      minify: true,
      write: false,
      platform: "browser",
      format: "esm",
      splitting: true,
      target: "es2023",
      entryPoints: {
        profileForm: "src/webviews/profileForm/main.ts",
        doctor: "src/webviews/doctor/main.ts",
        recorder: "src/webviews/recorder/main.ts",
        results: "src/webviews/results/main.ts",
        tableDetail: "src/webviews/tableDetail/main.ts",
        grants: "src/webviews/grants/main.ts",
        formKit: "src/webviews/formKit/main.ts",
        volumeFile: "src/webviews/volumeFile/main.ts",
        mcpTools: "src/webviews/mcpTools/main.ts",
      },
      outdir: "dist/webviews",
    });
    const files = new Map(built.outputFiles.map((file) => [basename(file.path), file.contents]));
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const args = ["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"];
    return new PanelRig(await chromium.launch({ executablePath, args }), server, files);
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    this.#server.closeAllConnections();
    this.#server.close();
  }

  get #origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #answer(path: string, response: ServerResponse): void {
    const opened = this.#streams.get(path);
    if (opened) return opened(new MessageStream(response));
    const body = this.#files.get(basename(path)) ?? this.#pages.get(path);
    const type = { ".js": "text/javascript", ".css": "text/css" }[extname(path)] ?? "text/html";
    // A browser asks for an icon by itself; only what a panel asks for may be missing loudly.
    const missing = path === "/favicon.ico" ? 204 : 404;
    response.writeHead(body === undefined ? missing : 200, { "content-type": `${type}; charset=utf-8` });
    response.end(body);
  }

  async open<P extends PanelProtocol>(name: WebviewName, options: PanelOptions = {}): Promise<Panel<P>> {
    const path = `/${name}-${this.#pages.size}.html`;
    this.#pages.set(path, await hostPage(name, this.#origin));
    const page = await this.#browser.newPage({
      viewport: { width: options.width ?? 1000, height: options.height ?? 420 },
      deviceScaleFactor: options.deviceScaleFactor ?? 1,
      reducedMotion: options.reducedMotion ? "reduce" : "no-preference",
      bypassCSP: options.streamed ?? false,
    });
    const panel = new Panel<P>(page);
    await panel.prepare(options.theme ?? "dark", options.memory);
    const messages = `${path}.messages`;
    const stream = options.streamed
      ? new Promise<MessageStream>((resolve) => this.#streams.set(messages, resolve))
      : undefined;
    if (stream) await page.addInitScript(listenToStream, messages);
    await page.goto(this.#origin + path);
    await page.waitForFunction(() => document.getElementById("root")?.childElementCount);
    panel.stream = await stream;
    return panel;
  }
}

/** The html that the host puts into a webview, taken from the host's own code. */
async function hostPage(name: WebviewName, origin: string): Promise<string> {
  const { Uri } = await import("vscode");
  const { openPage } = await import("../../../src/host/platform/webviews.ts");
  const webview: Webview = {
    options: {},
    html: "",
    cspSource: origin,
    asWebviewUri: (uri) => uri,
    onDidReceiveMessage: () => {
      throw new Error("The page listens here, not the host.");
    },
    postMessage: () => Promise.resolve(true),
  };
  openPage(webview, Uri.parse(origin), name, "A panel");
  return webview.html;
}

/** One open panel: what it sent, what went wrong in it, and a way to send it messages. */
export class Panel<P extends PanelProtocol> {
  readonly page: Page;
  readonly sent: Message<P["toHost"]>[] = [];
  /** Errors of the console, uncaught ones, and breaches of the content security policy. */
  readonly troubles: string[] = [];
  memory: unknown;
  /** A second, quicker way to send messages, where it was asked for. */
  stream: MessageStream | undefined;
  /** Plays the host for messages of the view. */
  onSent: (message: Message<P["toHost"]>) => Promise<void> = () => Promise.resolve();

  constructor(page: Page) {
    this.page = page;
  }

  async prepare(theme: ThemeName, memory: unknown): Promise<void> {
    this.page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.troubles.push(message.text());
    });
    this.page.on("pageerror", (error) => this.troubles.push(String(error)));
    await this.page.exposeFunction("pwafSent", async (message: Message<P["toHost"]>) => {
      await this.onSent(message);
      this.sent.push(message);
    });
    await this.page.exposeFunction("pwafRemember", (state: unknown) => void (this.memory = state));
    await this.page.exposeFunction("pwafTrouble", (text: string) => void this.troubles.push(text));
    await this.page.addInitScript(fakeEditor, { theme: themes[theme], memory });
  }

  async send<K extends keyof P["toView"] & string>(type: K, payload: P["toView"][K]): Promise<void> {
    const { plain, bytes } = withoutBuffer(payload);
    await this.page.evaluate(deliver, { type, payload: plain, bytes });
  }

  /** Messages of one name, their payloads. */
  payloads<K extends keyof P["toHost"]>(type: K): P["toHost"][K][] {
    return this.sent.filter((message) => message.type === type).map((message) => message.payload as P["toHost"][K]);
  }

  /** Waits until a message has been sent and handled; mocha's own limit ends the wait. */
  async sees(type: keyof P["toHost"]): Promise<void> {
    while (!this.sent.some((message) => message.type === type)) await this.page.waitForTimeout(10);
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}

/** Runs in the page, before anything else: VS Code's api, its theme, and a watch on the policy. */
function fakeEditor({
  theme,
  memory,
}: {
  theme: { kind: string; css: Record<string, string> };
  memory: unknown;
}): void {
  interface Page {
    acquireVsCodeApi: () => object;
    pwafSent: (message: unknown) => void;
    pwafRemember: (state: unknown) => void;
    pwafTrouble: (text: string) => void;
  }
  const page = globalThis as unknown as Page & EventTarget;
  let state = memory;
  page.acquireVsCodeApi = () => ({
    postMessage: (message: unknown) => page.pwafSent(message),
    getState: () => state,
    setState: (value: unknown) => {
      state = value;
      page.pwafRemember(value);
    },
  });
  document.addEventListener("securitypolicyviolation", (event) =>
    page.pwafTrouble(`${event.violatedDirective} ${event.blockedURI}`),
  );
  const dress = (): void => {
    for (const [name, value] of Object.entries(theme.css)) document.documentElement.style.setProperty(name, value);
    document.body.classList.add(theme.kind);
  };
  document.addEventListener("DOMContentLoaded", dress);
}

/** Runs in the page: a message of the host, its Arrow bytes put back. Settles once the page has heard it. */
function deliver({
  type,
  payload,
  bytes,
}: {
  type: string;
  payload: unknown;
  bytes: string | undefined;
}): Promise<void> {
  const put = (value: unknown): unknown => {
    if (value === "@bytes") return Uint8Array.from(atob(bytes ?? ""), (char) => char.charCodeAt(0)).buffer;
    if (Array.isArray(value)) return value.map(put);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, put(part)]));
  };
  return new Promise((resolve) => {
    // Listeners are called in the order in which they came, and the page's own was there before.
    window.addEventListener("message", () => resolve(), { once: true });
    window.postMessage({ type, payload: put(payload) });
  });
}

function withoutBuffer(payload: unknown): { plain: unknown; bytes: string | undefined } {
  let bytes: string | undefined;
  const take = (value: unknown): unknown => {
    if (value instanceof ArrayBuffer) {
      bytes = Buffer.from(value).toString("base64");
      return "@bytes";
    }
    if (Array.isArray(value)) return value.map(take);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, take(part)]));
  };
  return { plain: take(payload), bytes };
}
