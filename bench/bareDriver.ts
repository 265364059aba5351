import { readFile } from "node:fs/promises";
import { DBSQLClient, LogLevel } from "@databricks/sql";

/** Of an emulated workspace, as it prints it. */
export interface BenchWorkspace {
  readonly httpsUrl: string;
  readonly httpPath: string;
  readonly m2mClientId: string;
  readonly m2mClientSecretFile: string;
}

export const benchUserAgent = "PwafToolkit_Bench/0.1.0";

/** A session of the driver alone, without anything of ours: what the others are measured against. */
export async function bareSession({ httpsUrl, httpPath }: BenchWorkspace, token: string) {
  const { hostname: host, port } = new URL(httpsUrl);
  const client = new DBSQLClient({
    logger: {
      log: (level, message) => {
        if (level === LogLevel.error) console.error(message);
      },
    },
  });
  await client.connect({
    host,
    port: Number(port),
    path: httpPath,
    token,
    userAgentEntry: benchUserAgent,
    telemetryEnabled: false,
  });
  return await client.openSession();
}

export async function serviceToken({ httpsUrl, m2mClientId, m2mClientSecretFile }: BenchWorkspace): Promise<string> {
  const secret = (await readFile(m2mClientSecretFile, "utf8")).trim();
  const response = await fetch(`${httpsUrl}/oidc/v1/token`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${m2mClientId}:${secret}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials", scope: "all-apis" }),
  });
  if (!response.ok) throw new Error(`no token: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { access_token: string }).access_token;
}
