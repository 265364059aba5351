import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds } from "../../../src/host/platform/commands.ts";
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
}

describe("the manifest", () => {
  const contributes = () => (extension().packageJSON as { contributes: Contributions }).contributes;

  it("declares the commands of the code, each with category and title", () => {
    const declared = contributes().commands;
    assert.deepEqual(declared.map(({ command }) => command).sort(), [...commandIds].sort());
    assert.deepEqual(
      declared.filter(({ title, category }) => title === "" || category !== "PWAF"),
      [],
    );
  });

  it("names no command, in menus, keys and welcome texts, that does not exist", () => {
    const { menus, keybindings, viewsWelcome } = contributes();
    const inMenus = Object.values(menus).flatMap((entries) => entries.map(({ command }) => command));
    const inTexts = viewsWelcome.flatMap(({ contents }) =>
      [...contents.matchAll(/\(command:([\w.]+)/g)].map(([, command]) => command ?? ""),
    );
    const used = [...inMenus, ...keybindings.map(({ command }) => command), ...inTexts];
    const ours = used.filter((command) => command.startsWith("pwaf."));
    assert.deepEqual(
      ours.filter((command) => !(commandIds as readonly string[]).includes(command)),
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
    const viewIds = Object.values(views).flatMap((list) => list.map(({ id }) => id));
    const read = new Set(conditions.flatMap((text) => text.match(/\bpwaf\.\w+/g) ?? []));
    for (const id of viewIds) read.delete(id);
    assert.deepEqual([...read].sort(), [...contextKeyNames].sort());
  });

  it("gives every view of a tree a welcome text with one next step", () => {
    const { views, viewsWelcome } = contributes();
    for (const { id } of views["pwaf"] ?? []) {
      const texts = viewsWelcome.filter(({ view }) => view === id);
      assert.notEqual(texts.length, 0, `${id} has no welcome text`);
      for (const { contents } of texts) assert.equal(contents.match(/\]\(command:/g)?.length, 1, contents);
    }
  });
});

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
