import { readFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { browserFor } from "./browser.ts";
import { cachedFolder, mustRun, runCommand } from "./processes.ts";
import { writeProgram } from "./program.ts";
import type { Network, ProgramInput, Toolchain } from "./toolchain.ts";

const installMs = 600_000;
const storePassword = "changeit";
const desktopSource = fileURLToPath(new URL("java/java/awt/Desktop.java", import.meta.url));

/** A Java development kit and Maven; programs are run from their source. */
export const java: Toolchain = {
  name: "Java",
  async missing() {
    for (const [command, ...args] of [["javac", "-version"] as const, ["mvn", "--version"] as const]) {
      const { code } = await runCommand(command, args, { env: process.env });
      if (code !== 0) return `there is no ${command}`;
    }
    return undefined;
  },
  async install(packages) {
    const jars = await jarsOf(packages);
    const desktop = await compiledDesktop();
    return {
      async run(program, { env, network }: ProgramInput) {
        const file = await writeProgram("Program.java", program);
        const home = dirname(file);
        const browser = await browserFor(network);
        const properties = {
          // Java asks the system for the home folder, where the SDK keeps tokens, and not the environment.
          "user.home": home,
          ...(await javaProperties(network)),
        };
        return await runCommand(
          "java",
          [...options(properties), "--patch-module", `java.desktop=${desktop}`, "-cp", join(jars, "*"), file],
          {
            env: {
              PATH: [dirname(browser), process.env["PATH"]].join(delimiter),
              BROWSER: browser,
              HOME: home,
              ...env,
            },
            cwd: home,
          },
        );
      },
    };
  },
};

/** Certificate authorities that were put into a trust store: by file. */
const trustStores = new Map<string, Promise<string>>();

/** The system properties that lead Java programs to the emulated workspace: a proxy, and whom to trust. */
export async function javaProperties({
  caFile,
  proxyUrl,
}: Pick<Network, "caFile" | "proxyUrl">): Promise<Readonly<Record<string, string>>> {
  const trustStore = trustStores.get(caFile) ?? trustStoreOf(caFile);
  trustStores.set(caFile, trustStore);
  const proxy = new URL(proxyUrl);
  return {
    "javax.net.ssl.trustStore": await trustStore,
    "javax.net.ssl.trustStorePassword": storePassword,
    "https.proxyHost": proxy.hostname,
    "https.proxyPort": proxy.port,
  };
}

/** System properties as a command line has them. */
export function options(properties: Readonly<Record<string, string>>): string[] {
  return Object.entries(properties).map(([name, value]) => `-D${name}=${value}`);
}

/**
 * A folder with the jars of packages (`group:artifact`, version or range of versions) and of all they need.
 * @throws Error with what Maven printed.
 */
export function jarsOf(packages: Readonly<Record<string, string>>): Promise<string> {
  return cachedFolder("java", packages, async (folder) => {
    const pom = await writeProgram("pom.xml", pomOf(packages));
    const copy = ["dependency:copy-dependencies", "-DincludeScope=runtime", `-DoutputDirectory=${folder}`];
    await mustRun("mvn", ["-B", "-q", "-f", pom, ...copy], { env: process.env, timeoutMs: installMs });
  });
}

async function trustStoreOf(caFile: string): Promise<string> {
  const store = join(dirname(await writeProgram("ca.pem", await readFile(caFile, "utf8"))), "trust.p12");
  const given = ["-noprompt", "-alias", "emulator", "-file", caFile];
  const made = ["-keystore", store, "-storetype", "PKCS12", "-storepass", storePassword];
  await mustRun("keytool", ["-importcert", ...given, ...made], { env: process.env });
  return store;
}

/** Where machines have no screen, Java has no desktop that could open a browser: this one can. */
async function compiledDesktop(): Promise<string> {
  const version = await mustRun("javac", ["-version"], { env: process.env });
  const key = [version, await readFile(desktopSource, "utf8")];
  const sources = join(dirname(desktopSource), "..", "..");
  return cachedFolder("java-desktop", key, async (folder) => {
    const args = ["--patch-module", `java.desktop=${sources}`, "-d", folder, desktopSource];
    await mustRun("javac", args, { env: process.env });
  });
}

function pomOf(packages: Readonly<Record<string, string>>): string {
  const dependencies = Object.entries(packages).map(([name, version]) => {
    const [group, artifact] = name.split(":");
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
  });
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>programs</artifactId>
  <version>1</version>
  <dependencies>${dependencies.join("")}</dependencies>
</project>
`;
}
