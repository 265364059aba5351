/**
 * A program of a user: signs in with what its environment has, calls the workspace under the given User-Agent, and tells
 * a file which secrets it had, so that a test can look for them everywhere else.
 */
const caller = `
import { appendFileSync } from "node:fs";
const { DATABRICKS_HOST: host, DATABRICKS_CLIENT_ID: id, ...env } = process.env;
const grants = {
  DATABRICKS_CLIENT_SECRET: (secret) => ({ grant_type: "client_credentials", client_id: id, client_secret: secret }),
  DATABRICKS_OIDC_TOKEN: (token) => ({
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    client_id: id,
    subject_token: token,
    subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
  }),
};
export const names = Object.keys(process.env).filter((name) => /^(DATABRICKS|ARM)_/.test(name));
export async function signIn() {
  let token = env.DATABRICKS_TOKEN;
  for (const [name, grant] of Object.entries(grants)) {
    if (env[name] === undefined) continue;
    appendFileSync("secrets.txt", env[name] + "\\n");
    const body = new URLSearchParams({ scope: "all-apis", ...grant(env[name]) });
    token = (await (await fetch(host + "/oidc/v1/token", { method: "POST", body })).json()).access_token;
  }
  appendFileSync("secrets.txt", token + "\\n");
  return token;
}
export async function call(userAgent, token, path = "/api/2.0/preview/scim/v2/Me") {
  const answer = await fetch(host + path, { headers: { Authorization: "Bearer " + token, "User-Agent": userAgent } });
  return answer.status;
}
`;

/** Files of a project whose entries behave well and badly. */
export const programs: Readonly<Record<string, string>> = {
  "caller.mjs": caller,
  "good.mjs": `
import { call, names, signIn } from "./caller.mjs";
const [userAgent = "Acme_Loader/1.2.0", path] = process.argv.slice(2);
const token = await signIn();
const status = await call(userAgent, token, path);
console.log("status", status, "with", names.sort().join(), token, process.env.DATABRICKS_CLIENT_SECRET ?? "");
if (status !== 200) process.exitCode = 4;
`,
  // It has a token of its own, whatever it is given.
  "ownToken.mjs": `
import { call } from "./caller.mjs";
await call("Acme_Loader/1.2.0", "token-of-another-kind");
`,
  "exit3.mjs": `
import { call, signIn } from "./caller.mjs";
await call("Acme_Loader/1.2.0", await signIn());
process.exit(3);
`,
  "flood.mjs": `
import { call, signIn } from "./caller.mjs";
const token = await signIn();
await call("Acme_Loader/1.2.0", token);
for (let line = 0; line < 200000; line++) console.log("line " + line + " " + token);
`,
  // It ignores being asked to end, and so does what it starts.
  "hang.mjs": `
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
process.on("SIGTERM", () => {});
const stubborn = "process.on('SIGTERM', () => {}); console.log('child runs'); setInterval(() => {}, 1000)";
const child = spawn(process.execPath, ["-e", stubborn], { stdio: ["ignore", "pipe", "inherit"] });
child.stdout.once("data", () => {
  writeFileSync("pids.txt", process.pid + " " + child.pid);
  console.log("hanging");
});
setInterval(() => {}, 1000);
`,
  // Leaves a process behind that holds its output open.
  "leave.mjs": `
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { call, signIn } from "./caller.mjs";
const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" });
writeFileSync("left.txt", String(child.pid));
await call("Acme_Loader/1.2.0", await signIn());
process.exit(0);
`,
  // Each waits for the other: they end well only side by side.
  "meet.mjs": `
import { existsSync, writeFileSync } from "node:fs";
import { call, signIn } from "./caller.mjs";
const [own, other] = process.argv.slice(2);
writeFileSync(own, "");
const token = await signIn();
for (let turn = 0; turn < 5; turn++) await call("Acme_Loader/1.2.0", token, "/api/2.1/unity-catalog/" + own);
while (!existsSync(other)) await new Promise((resolve) => setTimeout(resolve, 20));
`,
  "plain.py": `
import os, ssl, urllib.request
request = urllib.request.Request(
    os.environ["DATABRICKS_HOST"] + "/api/2.0/preview/scim/v2/Me",
    headers={"Authorization": "Bearer " + os.environ["DATABRICKS_TOKEN"], "User-Agent": "Acme_Loader/1.2.0"},
)
context = ssl.create_default_context(cafile=os.environ["SSL_CERT_FILE"])
print(urllib.request.urlopen(request, context=context).status)
`,
};

/** An entry that runs one of them with Node.js. */
export function entry(auth: string, file: string, more: object = {}, ...args: readonly string[]): object {
  return { connector: "rest", auth, command: [process.execPath, file, ...args], ...more };
}

export function config(...conformance: readonly object[]): string {
  return JSON.stringify({ isv: "Acme", product: "Loader", version: "1.2.0", conformance }, undefined, 2);
}
