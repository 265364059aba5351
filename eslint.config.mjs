import { fileURLToPath } from "node:url";
import tseslint from "typescript-eslint";
import { layerRule } from "./scripts/lib/layerRule.mjs";

/** What only some layers may load. */
const runtimes = ["vscode", "node:"];

/**
 * Who may import what, the table of ARCHITECTURE.md: folder below `src` → what it may reach besides itself.
 * `*` is one folder, `type x` allows types of `x` only; see the rule for the details.
 */
const layers = {
  "core/base": [],
  "core/identity": ["core/base"],
  "core/errors": ["core/base"],
  "core/federation": ["core/base"],
  "core/grants": ["core/base"],
  "core/connections": ["core/grants"],
  "core/mcp": [],
  "core/profiles": ["core/base"],
  "core/sql": ["core/base"],
  "core/lakebase": ["core/sql"],
  "core/statistics": ["core/base"],
  "core/readyQueries": ["core/sql"],
  "core/lint": ["core/base", "core/identity"],
  "core/environment": ["core/base", "core/profiles", "core/lint"],
  "core/doctor": ["core/base", "core/errors", "core/profiles", "core/federation", "core/environment"],
  "core/recorder": ["core/base", "core/errors", "core/identity", "type core/lint"],
  "core/snippets": ["core/base", "core/lint"],
  "core/formKit": ["core/lint", "core/snippets"],
  "core/attribution": ["core/base", "core/identity", "core/lint", "core/readyQueries", "core/recorder"],
  "core/conformance": [
    ...["core/base", "core/identity", "core/profiles", "core/errors", "core/lint"],
    ...["core/environment", "core/recorder"],
  ],
  "core/scaffold": ["core/base", "core/lint", "core/snippets", "core/formKit", "core/conformance"],
  protocol: [],
  local: ["core/base", "node:"],
  recorder: [
    "core/base",
    "core/profiles",
    "core/environment",
    "core/doctor",
    "core/errors",
    "core/recorder",
    "local",
    "node:",
  ],
  conformance: ["core/base", "core/profiles", "core/environment", "core/conformance", "recorder", "node:"],
  workspace: [
    ...["core/base", "core/identity", "core/profiles", "core/environment", "core/federation", "core/connections"],
    ...["core/doctor", "core/lakebase", "core/mcp", "core/sql", "local", "type protocol", "node:"],
  ],
  emulator: ["core/base", "local", "node:"],
  cli: ["core/*", "conformance", "recorder", "workspace", "emulator", "node:"],
  "webviews/shared": ["core/base", "core/sql", "type protocol"],
  "webviews/*": ["core/base", "core/grants", "webviews/shared", "type protocol"],
  "host/platform": ["core/*", "workspace", "type host/services.ts", "type protocol", "node:", "vscode"],
  "host/services.ts": ["type core/*", "type workspace", "type host/platform", "vscode"],
  "host/*": [
    ...["core/*", "workspace", "recorder", "conformance", "host/platform"],
    ...["type host/services.ts", "type protocol", "node:", "vscode"],
  ],
  "extension.ts": ["host/*", "vscode"],
};

/** Core is pure: what it needs from outside (clock, randomness, output, files) is passed in. */
const impure = [
  ...["process", "console", "fetch", "setTimeout", "setInterval", "setImmediate", "performance", "crypto"],
  ...["Buffer", "window", "document", "navigator"],
];
const impureMembers = [
  { object: "Date", property: "now", message: "Pass a clock in." },
  { object: "Math", property: "random", message: "Pass randomness in." },
];

/** What `host/platform` alone does, so that every command, setting, message and page is made in one way. */
const doors = [
  {
    selector: "CallExpression[callee.property.name=/^register(TextEditor)?Command$/]",
    message: "Commands go through host/platform/commands.ts.",
  },
  {
    selector: "CallExpression[callee.property.name='getConfiguration']",
    message: "Settings go through host/platform/settings.ts.",
  },
  { selector: "Literal[value='setContext']", message: "Context keys go through host/platform/contextKeys.ts." },
  {
    selector: "CallExpression[callee.property.name='createOutputChannel']",
    message: "The log is host/platform/log.ts.",
  },
  {
    selector: "CallExpression[callee.property.name='showErrorMessage']",
    message: "Throw, or use host/platform/errors.ts.",
  },
  {
    selector: "CallExpression[callee.property.name='createWebviewPanel']",
    message: "Editor tabs are opened by host/platform/editorTabs.ts.",
  },
  {
    selector: "CallExpression[callee.property.name='asWebviewUri']",
    message: "Pages are made by host/platform/webviews.ts.",
  },
];

export default tseslint.config(
  { ignores: ["dist", "out", "node_modules", ".cache", "samples", "test/fixtures", "test/rules", "test/corpus"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ["./tsconfig.json", "./tsconfig.webviews.json", "./test/webviews/tsconfig.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      "@typescript-eslint/require-await": "off",
      // Deprecated only to make it stand out: plain http on this machine needs it.
      "@typescript-eslint/no-deprecated": [
        "error",
        { allow: [{ from: "package", name: "allowInsecureRequests", package: "openid-client" }] },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      eqeqeq: ["error", "always"],
    },
  },
  {
    files: ["src/**"],
    plugins: { local: { rules: { layers: layerRule } } },
    rules: { "local/layers": ["error", { root: fileURLToPath(new URL("src", import.meta.url)), layers, runtimes }] },
  },
  {
    files: ["src/**"],
    ignores: ["src/host/platform/**"],
    rules: { "no-restricted-syntax": ["error", ...doors] },
  },
  {
    files: ["src/protocol/**"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector:
            "Program > :not(ImportDeclaration, ExportNamedDeclaration[exportKind='type'], TSInterfaceDeclaration, TSTypeAliasDeclaration)",
          message: "Messages are types only.",
        },
      ],
    },
  },
  {
    files: ["src/core/**"],
    rules: {
      "no-restricted-globals": ["error", ...impure],
      "no-restricted-properties": ["error", ...impureMembers],
      "no-restricted-syntax": [
        "error",
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "Pass a clock in." },
      ],
    },
  },
  {
    files: ["src/cli/**"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "process", property: "exit", message: "Set `process.exitCode`." },
      ],
    },
  },
  // Scripts run before anything is installed, so they are plain JavaScript.
  {
    files: ["**/*.mjs", "**/*.cjs"],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: { parserOptions: { project: null } },
  },
  { files: ["**/*.cjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
  {
    files: ["test/**"],
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-floating-promises": [
        "error",
        { allowForKnownSafeCalls: [{ from: "package", name: ["describe", "it"], package: "mocha" }] },
      ],
    },
  },
);
