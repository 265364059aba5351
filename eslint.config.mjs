import { readdirSync } from "node:fs";
import tseslint from "typescript-eslint";

/**
 * Who may import what; the source is the layer table in ARCHITECTURE.md. Imports go downwards only.
 * A later block replaces an earlier one for the same file, so each row is complete in itself.
 */
const never = {
  "src/core/**": outsideCore(),
  "src/core/base/**": [...outsideCore(), "**/identity/**", "**/profiles/**", "**/lint/**"],
  "src/core/{doctor,federation,identity,profiles,sql}/**": [...outsideCore(), "**/lint/**"],
  "src/core/{lint,recorder,snippets}/**": [...outsideCore(), "**/profiles/**"],
  "src/protocol/**": ["vscode", "node:*", "**/core/**", "**/workspace/**", "**/host/**", "**/emulator/**", "**/cli/**"],
  "src/workspace/**": ["vscode", "**/lint/**", "**/host/**", "**/emulator/**", "**/cli/**", "**/webviews/**"],
  "src/{local,recorder,conformance}/**": [
    "vscode",
    "**/lint/**",
    "**/workspace/**",
    "**/emulator/**",
    "**/host/**",
    "**/cli/**",
    "**/webviews/**",
  ],
  "src/emulator/**": ["vscode", "**/workspace/**", "**/host/**", "**/cli/**", "**/webviews/**", "**/lint/**"],
  "src/cli/**": ["vscode", "**/host/**", "**/webviews/**"],
  "src/host/**": ["**/emulator/**", "**/cli/**", "**/webviews/**"],
  "src/webviews/**": [
    "vscode",
    "node:*",
    "**/host/**",
    "**/workspace/**",
    "**/emulator/**",
    "**/cli/**",
    "**/lint/**",
    "**/profiles/**",
  ],
};

/** What nothing in the core may reach. */
function outsideCore() {
  const layers = ["workspace", "host", "protocol", "emulator", "local", "cli", "webviews"];
  // Two layers have a namesake in the core, which it may reach.
  const namesakes = ["recorder", "conformance"];
  return [
    "vscode",
    "node:*",
    ...layers.map((layer) => `**/${layer}/**`),
    ...namesakes.map((layer) => `**/../../${layer}/**`),
  ];
}

/** A feature of the host never imports another; it asks for what it needs through `host/services.ts`. */
const features = readdirSync(new URL("src/host", import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "platform")
  .map(({ name }) => name);
for (const feature of features) {
  const others = features.filter((other) => other !== feature).map((other) => `**/host/${other}/**`);
  const siblings = features.filter((other) => other !== feature).map((other) => `../${other}/**`);
  never[`src/host/${feature}/**`] = [...never["src/host/**"], ...others, ...siblings];
}

/** Core is pure: what it needs from outside (clock, randomness, output, files) is passed in. */
const impure = ["process", "console", "fetch", "setTimeout", "setInterval", "window", "document"];

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
      "no-restricted-syntax": [
        "error",
        {
          selector: "CallExpression[callee.object.property.name='commands'][callee.property.name='registerCommand']",
          message: "Commands go through host/platform/commands.ts.",
        },
      ],
    },
  },
  ...Object.entries(never).map(([files, group]) => ({
    files: [files],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ group, message: "This layer may not import that one; see ARCHITECTURE.md." }] },
      ],
    },
  })),
  {
    files: ["src/core/**"],
    rules: {
      "no-restricted-globals": ["error", ...impure],
      "no-restricted-properties": ["error", { object: "Date", property: "now", message: "Pass a clock in." }],
    },
  },
  { files: ["src/host/platform/commands.ts"], rules: { "no-restricted-syntax": "off" } },
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
