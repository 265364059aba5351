import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { main } from "../../../src/cli/main.ts";
import { rules } from "../../../src/core/lint/registry.ts";

export const untagged = "from databricks import sql\nconn = sql.connect(host, path)\n";
export const tagged =
  'from databricks import sql\nconn = sql.connect(host, path, user_agent_entry="Acme_Loader/1.2.0")\n';
export const node =
  'import { DBSQLClient } from "@databricks/sql";\nawait new DBSQLClient().connect({ host, path });\n';
export const pwafJson = '{ "isv": "Acme", "product": "Loader", "version": "1.2.0" }';

/** Rules that these tests are written with. What the others say of the samples is a matter of their own tests. */
const usedRules = [
  "ua-missing-python-sql",
  "ua-missing-node-sql",
  "ua-invalid-format",
  "ua-version-missing",
  "ua-placeholder",
  "auth-mixed-env",
  "unused-ignore",
];

export const otherRulesOff = rules
  .filter(({ id }) => !usedRules.includes(id))
  .flatMap(({ id }) => ["--rule", `${id}=off`]);

/** The program that users run, in a folder without a build, so that it runs these sources and not an older `dist`. */
export const program = unbuilt(join(import.meta.dirname, "../../.."));

function unbuilt(root: string): string {
  const folder = mkdtempSync(join(tmpdir(), "pwaf-unbuilt-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, "bin"));
  copyFileSync(join(root, "bin", "pwaf.mjs"), join(folder, "bin", "pwaf.mjs"));
  symlinkSync(join(root, "src"), join(folder, "src"), "junction");
  return join(folder, "bin", "pwaf.mjs");
}

export interface Report {
  readonly version: number;
  readonly files: readonly {
    readonly path: string;
    readonly findings: readonly {
      readonly rule: string;
      readonly severity: string;
      readonly message: string;
      readonly line: number;
      readonly column: number;
      readonly fix?: { readonly edits: readonly object[] };
    }[];
  }[];
  readonly summary: Readonly<Record<string, number>>;
}

export interface RunOptions {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTerminal?: boolean;
  /** Folder to run in, relative to the test's own. */
  readonly in?: string;
}

/** A folder for each test, and the command line run in it. Call it inside `describe`. */
export class CliFolder {
  path = "";

  constructor() {
    beforeEach(() => {
      this.path = mkdtempSync(join(tmpdir(), "pwaf-cli-"));
    });
    afterEach(() => rmSync(this.path, { recursive: true, force: true }));
  }

  write(files: Readonly<Record<string, string | Buffer>>): void {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.path, name)), { recursive: true });
      writeFileSync(join(this.path, name), content);
    }
  }

  read(name: string): string {
    return readFileSync(join(this.path, name), "utf8");
  }

  bytes(name: string): Buffer {
    return readFileSync(join(this.path, name));
  }

  /**
   * The program as a user who may not do everything: as nobody when the tests run as root. Undefined, with the reason
   * printed, where no such user can be had.
   */
  runUnprivileged(args: readonly string[]): { status: number | null; stdout: string; stderr: string } | undefined {
    const user = process.getuid?.() === 0 ? { uid: 65534 } : {};
    chmodSync(this.path, 0o755);
    const run = spawnSync(process.execPath, [program, ...args], { cwd: this.path, encoding: "utf8", ...user });
    if (!run.error) return run;
    process.stdout.write(`      skipped: no other user can be had here (${run.error.message})\n`);
    return undefined;
  }

  async run(
    args: readonly string[],
    { input = "", env = {}, isTerminal = false, in: folder = "." }: RunOptions = {},
  ): Promise<{ code: number; out: string; err: string; bytes: Buffer }> {
    const chunks: Buffer[] = [];
    let err = "";
    const [command = "", ...rest] = args;
    const code = await main(command === "lint" ? [command, ...otherRulesOff, ...rest] : args, {
      out: (text) => void chunks.push(Buffer.from(text as string)),
      err: (text) => void (err += text),
      readInput: async () => Buffer.from(input as string),
      cwd: join(this.path, folder),
      env,
      isTerminal,
      signal: new AbortController().signal,
    });
    const bytes = Buffer.concat(chunks);
    return { code, out: bytes.toString("utf8"), err, bytes };
  }

  async lint(...args: string[]): Promise<{ code: number; out: string; err: string; report: Report }> {
    const result = await this.run(["lint", "--format", "json", ...args]);
    return { ...result, report: JSON.parse(result.out) as Report };
  }

  /** What is found, as `path rule`. */
  async found(...args: string[]): Promise<string[]> {
    const { report } = await this.lint(...args);
    return report.files.flatMap(({ path, findings }) => findings.map(({ rule }) => `${path} ${rule}`));
  }
}
