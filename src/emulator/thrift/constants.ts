/** Numbers of `TCLIService.thrift`; ids from 0x500 on are Databricks additions. Source: databricks/databricks-jdbc, TCLIService.thrift. */
export const statusCode = { success: 0, error: 3, invalidHandle: 4 } as const;

export const operationState = { running: 1, finished: 2, canceled: 3, closed: 4, failed: 5, timedOut: 8 } as const;

export const operationType = {
  executeStatement: 0,
  typeInfo: 1,
  catalogs: 2,
  schemas: 3,
  tables: 4,
  tableTypes: 5,
  columns: 6,
  functions: 7,
  unknown: 8,
} as const;

export const rowSetType = { arrow: 0, column: 1, url: 3 } as const;

/** SPARK_CLI_SERVICE_PROTOCOL_V8: Arrow, LZ4, cloud fetch, direct results, catalogs and parameters. */
export const protocolVersion = 0xa508;

export const typeId = {
  BOOLEAN: 0,
  TINYINT: 1,
  SMALLINT: 2,
  INT: 3,
  BIGINT: 4,
  FLOAT: 5,
  DOUBLE: 6,
  STRING: 7,
  TIMESTAMP: 8,
  TIMESTAMP_NTZ: 8,
  BINARY: 9,
  ARRAY: 10,
  MAP: 11,
  STRUCT: 12,
  DECIMAL: 15,
  VOID: 16,
  DATE: 17,
  INTERVAL: 21,
  VARIANT: 7,
} as const;
