import { ZerobusSdk } from "@databricks/zerobus-ingest-sdk";

export const sdk = new ZerobusSdk("https://1.zerobus.us-east-1.cloud.databricks.com", "https://dbc-1.cloud.databricks.com");
//                     ^^^^^^^^^^ ua-unsupported-zerobus-ts
