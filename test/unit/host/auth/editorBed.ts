import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { IDisposable } from "../../../../src/core/base/disposable.ts";
import { Emitter } from "../../../../src/core/base/emitter.ts";
import { PwafError } from "../../../../src/core/base/errors.ts";
import type { Logger } from "../../../../src/core/base/logger.ts";
import type { Profile, SecretKey } from "../../../../src/core/profiles/profile.ts";
import type { Emulator } from "../../../../src/emulator/emulator.ts";
import type { SignInDesk } from "../../../../src/host/auth/sessionOpener.ts";
import type { EndedSession } from "../../../../src/host/auth/sessionStore.ts";
import { SessionStore } from "../../../../src/host/auth/sessionStore.ts";
import { UriRoutes } from "../../../../src/host/auth/uriRoutes.ts";
import { WindowAnswers } from "../../../../src/host/auth/windowAnswers.ts";
import type { Session } from "../../../../src/host/services.ts";
import type { CloudAddresses } from "../../../../src/workspace/auth/methods/clouds.ts";
import type { Machine } from "../../../../src/workspace/auth/machine.ts";
import { refreshLocks } from "../../../../src/workspace/auth/refreshLock.ts";
import { TestBrowser } from "../../emulator/browser.ts";
import { MemorySecretStorage } from "../memorySecrets.ts";

const callbackUrl = "vscode://pwaf-toolkit.pwaf-toolkit/auth/callback?windowId=7";

/** Profiles as their owner would offer them. */
export class FixedProfiles {
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly problem = undefined;
  readonly ready = Promise.resolve();
  all: readonly Profile[];
  active: Profile | undefined;
  token: string | undefined;
  /** Secrets by profile and key. */
  readonly kept = new Map<string, string>();

  constructor(...all: Profile[]) {
    this.all = all;
    this.active = all[0];
  }

  async tokenInFile() {
    return this.token;
  }

  async secret({ name }: Profile, key: SecretKey) {
    return key === "token" ? this.token : this.kept.get(`${name} ${key}`);
  }

  async keepSecret({ name }: Profile, key: SecretKey, value: string) {
    this.kept.set(`${name} ${key}`, value);
  }

  change(all: readonly Profile[], active: Profile | undefined): void {
    this.all = all;
    this.active = active;
    this.#changed.fire();
  }
}

export interface TestWindow {
  readonly store: SessionStore;
  /** Kinds of the active session, in the order they came. */
  readonly seen: Session["kind"][];
  readonly ended: EndedSession[];
  /** What went wrong in the browser. */
  readonly failures: unknown[];
}

/** An editor with any number of windows, and the person in front of it. Dispose after each test. */
export class EditorBed implements Disposable {
  readonly emulator: Emulator;
  readonly storage = new MemorySecretStorage();
  readonly profiles: FixedProfiles;
  /** Where the windows find each other. */
  readonly folder = mkdtempSync(join(tmpdir(), "pwaf-editor-"));
  /** Everything that was logged. */
  readonly lines: string[] = [];
  readonly log: Logger;
  profile: Profile;
  now = Date.now();
  clouds: CloudAddresses | undefined;
  machine: Machine = {
    environment: {},
    home: this.folder,
    readFile: async () => undefined,
    run: async () => undefined,
  };
  trusted = true;
  offeredToken: string | undefined;
  /** What the user gives when asked for another secret. */
  readonly offered: Partial<Record<SecretKey, string>> = {};
  memoryWarnings = 0;
  /** What the person at the browser does with the page that opens. */
  browse: (url: string, routes: UriRoutes) => Promise<unknown> = (url, routes) => this.agree(url, routes);
  readonly #disposables: IDisposable[] = [];

  constructor(emulator: Emulator) {
    this.emulator = emulator;
    emulator.faults.clear();
    const { clientId, redirectUrl } = emulator.oauth;
    this.profile = {
      name: "dev",
      host: emulator.httpUrl,
      authType: "external-browser",
      clientId,
      redirectUrl,
      hasSecretInFile: false,
    };
    this.profiles = new FixedProfiles(this.profile);
    const write = (message: string) => void this.lines.push(message);
    this.log = { debug: write, info: write, warn: write, error: write };
  }

  [Symbol.dispose](): void {
    for (const item of this.#disposables) item.dispose();
    rmSync(this.folder, { recursive: true });
  }

  /** Makes it the one profile there is, and the active one. */
  use(profile: Profile): void {
    this.profile = profile;
    this.profiles.change([profile], profile);
  }

  open(options: { timeoutMs?: number; requestTimeoutMs?: number; fetch?: typeof fetch } = {}): TestWindow {
    const failures: unknown[] = [];
    const desk: SignInDesk = {
      environment: () => ({ uiKind: "desktop", uriScheme: "vscode" }),
      browserFor: () => ({
        callbackUrl: async () => callbackUrl,
        openBrowser: (url) =>
          void this.browse(url, this.routesOf(store)).catch((error: unknown) => failures.push(error)),
        forwards: () => assert.fail("nothing is remote"),
        askAddress: () => assert.fail("nothing is to be pasted"),
        offerNext: () => assert.fail("no way is blocked"),
      }),
      askSecret: async (_, key) => (key === "token" ? this.offeredToken : this.offered[key]),
    };
    const store = new SessionStore({
      profiles: this.profiles,
      secrets: this.storage.open(),
      log: this.log,
      extensionVersion: "1.2.3",
      timeoutMs: () => options.timeoutMs ?? 20_000,
      lockFor: refreshLocks({ folder: this.folder, log: this.log }),
      trusted: () => this.trusted,
      desk,
      machine: this.machine,
      ...(this.clouds && { clouds: this.clouds }),
      warnMemoryOnly: () => {
        this.memoryWarnings++;
      },
      clock: { now: () => this.now, note: () => undefined },
      requestTimeoutMs: options.requestTimeoutMs ?? 10_000,
      ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
    });
    this.#disposables.push(store);
    const seen: Session["kind"][] = [];
    store.onDidChange((session) => seen.push(session.kind));
    const ended: EndedSession[] = [];
    store.onDidEnd((session) => ended.push(session));
    return { store, seen, ended, failures };
  }

  /** What the editor calls in a window that an address is handed to. */
  routesOf(store: SessionStore): UriRoutes {
    const secrets = this.storage.open();
    const answers = new WindowAnswers({
      secrets,
      deliver: (answer) => store.deliver(answer),
      log: this.log,
      patienceMs: 100,
    });
    this.#disposables.push(answers);
    return new UriRoutes(this.log, (query) => answers.take(query));
  }

  /** A window where somebody has signed in to the profile. */
  async signedIn(): Promise<SessionStore> {
    const { store } = this.open();
    await this.signIn(store);
    return store;
  }

  async signIn(store: SessionStore, signal = new AbortController().signal): Promise<void> {
    await store.signIn(this.profile, signal);
  }

  /** Signs in and allows, then follows the relay page to the editor, whose Uri decodes the query once. */
  async agree(url: string, routes: UriRoutes): Promise<void> {
    const browser = new TestBrowser(this.emulator.httpUrl);
    await browser.open(url);
    await browser.press("Sign in");
    await browser.press("Allow");
    await this.arrive(browser.leftFor, routes);
  }

  async arrive(url: URL | undefined, routes: UriRoutes): Promise<void> {
    assert.ok(url);
    assert.equal(url.host, "pwaf-toolkit.pwaf-toolkit");
    await routes.handle({ path: url.pathname, query: decodeURIComponent(url.search.slice(1)) });
  }

  /** The workspace no longer accepts the refresh token that is stored. */
  spoilRefreshToken(): void {
    const [[key, text]] = [...this.storage.values] as [[string, string]];
    const session = JSON.parse(text) as { tokens: object };
    this.storage.values.set(
      key,
      JSON.stringify({ ...session, tokens: { ...session.tokens, refreshToken: "revoked" } }),
    );
  }

  tokenRequests(): number {
    return this.emulator.requests.entries.filter(({ method, path }) => method === "POST" && path === "/oidc/v1/token")
      .length;
  }

  assertNoSession(store: SessionStore): void {
    assert.equal(store.current.kind, "signedOut");
    assert.equal(this.storage.values.size, 0);
  }
}

/** Waits for a change that makes the condition true; mocha's limit ends the wait. */
export function until(store: SessionStore, condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (condition()) resolve();
    };
    store.onDidChangeAny(check);
    store.onDidChange(check);
    check();
  });
}

export function isReason(reason: string, message: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof PwafError, String(error));
    assert.equal(error.reason, reason, error.message);
    assert.match(error.message, message);
    return true;
  };
}
