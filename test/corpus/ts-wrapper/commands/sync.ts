import { connect } from "../lib/connect.js";

export async function sync(host: string, path: string, token: string) {
  const client = await connect({ host, path, token } as never);
  const session = await client.openSession();
  await session.executeStatement("REFRESH TABLE main.drafts.pages");
  await session.close();
  await client.close();
}
