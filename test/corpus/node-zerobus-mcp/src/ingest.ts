import { ZerobusSdk, RecordType } from "@databricks/zerobus-ingest-sdk";

export async function open() {
  const sdk = new ZerobusSdk(process.env.ZEROBUS_ENDPOINT!, process.env.DATABRICKS_HOST!);
  return sdk.createStream(
    { tableName: "main.telemetry.events" },
    process.env.DATABRICKS_CLIENT_ID!,
    process.env.DATABRICKS_CLIENT_SECRET!,
    { recordType: RecordType.Json },
  );
}
