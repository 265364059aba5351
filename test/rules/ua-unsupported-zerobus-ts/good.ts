import { ZerobusSdk } from "./zerobus";

// Not the client of Databricks: "@databricks/zerobus-ingest-sdk" is only named here.
export const sdk = new ZerobusSdk("a", "b");
