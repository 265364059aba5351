import { DBSQLClient } from '@databricks/sql';

const client = new DBSQLClient();

export async function oneLine() {
  await client.connect({ host: process.env.HOST!, path: process.env.PATH! });
  //    ^^^^^^^^^^^^^^ ua-missing-node-sql
}

export async function ownLines() {
  await client.connect({
  //    ^^^^^^^^^^^^^^ ua-missing-node-sql
    host: process.env.HOST!,
    path: process.env.PATH!, // the warehouse
  });
}

export async function noTrailingComma() {
  await client.connect({
  //    ^^^^^^^^^^^^^^ ua-missing-node-sql
    host: process.env.HOST!,
    path: process.env.PATH! // the warehouse
  });
}

export async function above() {
  const options = { host: process.env.HOST!, path: process.env.PATH! };
  await client.connect(options);
  //    ^^^^^^^^^^^^^^ ua-missing-node-sql
}

export async function fromFunction() {
  await client.connect(makeOptions(1));
  //    ^^^^^^^^^^^^^^ ua-missing-node-sql
}

function makeOptions(n: number) {
  if (n > 1) return { host: 'a' };
  return { host: 'b' };
}

export async function empty() {
  await client.connect({});
  //    ^^^^^^^^^^^^^^ ua-missing-node-sql
  await client.connect({ userAgentEntry: undefined });
  //    ^^^^^^^^^^^^^^ ua-missing-node-sql
}
