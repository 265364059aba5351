import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { commandIds } from "../../../src/host/platform/commandIds.ts";
import { contextKeyNames } from "../../../src/host/platform/contextKeys.ts";
import { languageToolNames } from "../../../src/host/platform/languageTools.ts";
import { settingDefaults } from "../../../src/host/platform/settings.ts";
import { extension } from "./extension.ts";

interface Contributions {
  readonly commands: readonly { readonly command: string; readonly title: string; readonly category?: string }[];
  readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
  readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
  readonly keybindings: readonly { readonly command: string; readonly when?: string }[];
  readonly languageModelTools: readonly { readonly name: string }[];
  readonly views: Readonly<Record<string, readonly { readonly id: string; readonly when?: string }[]>>;
  readonly viewsWelcome: readonly { readonly view: string; readonly when?: string; readonly contents: string }[];
  readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly WalkthroughStep[] }[];
}

interface WalkthroughStep {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

describe("the manifest", () => {
  const contributes = () => (extension().packageJSON as { contributes: Contributions }).contributes;
  const viewIds = () => Object.values(contributes().views).flatMap((list) => list.map(({ id }) => id));

  /** Ours, and those that VS Code makes for each view, which show it. */
  const knownCommands = (): readonly string[] => [...commandIds, ...viewIds().map((id) => `${id}.focus`)];

  it("declares the commands of the code, each with category and title", () => {
    const declared = contributes().commands;
    assert.deepEqual(declared.map(({ command }) => command).sort(), [...commandIds].sort());
    assert.deepEqual(
      declared.filter(({ title, category }) => title === "" || category !== "PWAF"),
      [],
    );
  });

  it("names no command, in menus, keys, welcome texts and the walkthrough, that does not exist", () => {
    const { menus, keybindings, viewsWelcome, walkthroughs } = contributes();
    const inMenus = Object.values(menus).flatMap((entries) => entries.map(({ command }) => command));
    const texts = [
      ...viewsWelcome.map(({ contents }) => contents),
      ...walkthroughs.flatMap(({ steps }) => steps.map(({ description }) => description)),
    ];
    const inTexts = texts.flatMap(commandsIn);
    const used = [...inMenus, ...keybindings.map(({ command }) => command), ...inTexts];
    const ours = used.filter((command) => command.startsWith("pwaf."));
    const known = knownCommands();
    assert.deepEqual(
      ours.filter((command) => !known.includes(command)),
      [],
    );
  });

  it("declares the tools for agents of the code", () => {
    assert.deepEqual(
      contributes().languageModelTools.map(({ name }) => name),
      languageToolNames,
    );
  });

  it("declares the settings of the code, with the same defaults", () => {
    const declared = Object.entries(contributes().configuration.properties);
    assert.deepEqual(
      Object.fromEntries(declared.map(([name, { default: value }]) => [name.replace(/^pwaf\./, ""), value])),
      settingDefaults,
    );
  });

  it("reads, in its conditions, the context keys of the code", () => {
    const { menus, keybindings, views, viewsWelcome } = contributes();
    const conditions = [...Object.values(menus), keybindings, ...Object.values(views), viewsWelcome]
      .flat()
      .map(({ when }) => when ?? "");
    const read = new Set(conditions.flatMap((text) => text.match(/\bpwaf\.\w+/g) ?? []));
    for (const id of viewIds()) read.delete(id);
    assert.deepEqual([...read].sort(), [...contextKeyNames].sort());
  });

  it("gives each step of the walkthrough a button, a small picture, and an end that comes", () => {
    for (const { id, description, media, completionEvents } of contributes().walkthroughs.flatMap(
      ({ steps }) => steps,
    )) {
      const [button] = description.match(/^\[.+\]\(command:.+\)$/m) ?? [];
      assert.ok(button, `${id} has no button on a line of its own`);
      assert.ok(statSync(join(extension().extensionPath, media.svg)).size < 5000, `the picture of ${id}`);
      assert.notEqual(media.altText, "", id);
      assert.notEqual(completionEvents.length, 0, id);
      for (const event of completionEvents) assert.ok(comes(event), `${id} waits for ${event}`);
    }
  });

  /** True for what really happens: a command or view that is there, a context key that the code sets. */
  function comes(event: string): boolean {
    const [kind = "", name = ""] = event.split(":");
    const known: Readonly<Record<string, readonly string[]>> = {
      onCommand: knownCommands(),
      onContext: contextKeyNames,
      onView: viewIds(),
    };
    return known[kind]?.includes(name) === true;
  }

  it("gives every view of a tree a welcome text with one next step", () => {
    const { views, viewsWelcome } = contributes();
    for (const { id } of views["pwaf"] ?? []) {
      const texts = viewsWelcome.filter(({ view }) => view === id);
      assert.notEqual(texts.length, 0, `${id} has no welcome text`);
      for (const { contents } of texts) assert.equal(contents.match(/\]\(command:/g)?.length, 1, contents);
    }
  });
});

/** The commands of the links in a text. */
function commandsIn(text: string): readonly string[] {
  return [...text.matchAll(/\(command:([\w.]+)/g)].map(([, command]) => command ?? "");
}

describe("after activation", () => {
  before(async () => {
    await extension().activate();
  });

  it("every declared command is registered", async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      commandIds.filter((id) => !registered.has(id)),
      [],
    );
  });
});
