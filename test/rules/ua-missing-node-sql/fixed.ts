import { DBSQLClient } from '@databricks/sql';

const client = new DBSQLClient();

export async function oneLine() {
  await client.connect({ host: process.env.HOST!, path: process.env.PATH!, userAgentEntry: 'Acme_Loader/1.2.0' });
}

export async function ownLines() {
  await client.connect({
    host: process.env.HOST!,
    path: process.env.PATH!, // the warehouse
    userAgentEntry: 'Acme_Loader/1.2.0',
  });
}

export async function noTrailingComma() {
  await client.connect({
    host: process.env.HOST!,
    path: process.env.PATH!, // the warehouse
    userAgentEntry: 'Acme_Loader/1.2.0'
  });
}

export async function above() {
  const options = { host: process.env.HOST!, path: process.env.PATH!, userAgentEntry: 'Acme_Loader/1.2.0' };
  await client.connect(options);
}

export async function fromFunction() {
  await client.connect({ ...makeOptions(1), userAgentEntry: 'Acme_Loader/1.2.0' });
}

function makeOptions(n: number) {
  if (n > 1) return { host: 'a' };
  return { host: 'b' };
}

export async function empty() {
  await client.connect({ userAgentEntry: 'Acme_Loader/1.2.0' });
  await client.connect({ userAgentEntry: 'Acme_Loader/1.2.0' });
}
