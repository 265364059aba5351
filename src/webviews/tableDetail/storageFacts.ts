import type { TableInfo, TableStorage } from "../../protocol/tableDetail.ts";
import { sizeText } from "../shared/grid/gridSource.ts";
import { notice } from "../shared/notice.ts";
import { plainTable } from "./plainTable.ts";

/** Whether the warehouse can say how a table is stored: views have no files, and what pipelines make is theirs to know. */
export function hasStorage({ tableType, format }: TableInfo): boolean {
  return /^(?:MANAGED|EXTERNAL)(?:_|$)/.test(tableType) && /^(?:DELTA|ICEBERG)?$/i.test(format ?? "");
}

/** Files, size and layout of a table. */
export function storageFacts(storage: TableStorage): Node {
  const { files, bytes, partitionColumns, clusteringColumns, readerVersion, writerVersion, features } = storage;
  const count = (amount: number) => amount.toLocaleString("en-US");
  const exact = bytes === undefined || bytes < 1000 ? "" : ` (${count(bytes)} bytes)`;
  const protocol = [
    ...(readerVersion === undefined ? [] : [`reader version ${readerVersion}`]),
    ...(writerVersion === undefined ? [] : [`writer version ${writerVersion}`]),
  ];
  const facts: [string, string | undefined][] = [
    ["Size", bytes === undefined ? undefined : sizeText(bytes) + exact],
    ["Files", files === undefined ? undefined : count(files)],
    ["Partitioned by", partitionColumns && (partitionColumns.join(", ") || "nothing")],
    ["Clustered by", clusteringColumns && (clusteringColumns.join(", ") || "nothing")],
    ["Protocol", protocol.join(", ") || undefined],
    ["Table features", features?.join(", ") || undefined],
  ];
  const known = facts.filter((fact): fact is [string, string] => fact[1] !== undefined);
  return known.length === 0
    ? notice("The warehouse says nothing about the files of this table.")
    : plainTable("Storage", ["Fact", "Value"], known);
}
