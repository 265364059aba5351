import type { Expression } from "../expression.ts";

/** Constants of libraries that stand for a key of headers or properties, by class and name. */
const constants: Readonly<Record<string, string>> = {
  "HttpHeaders.ACCEPT": "Accept",
  "HttpHeaders.AUTHORIZATION": "Authorization",
  "HttpHeaders.CONTENT_TYPE": "Content-Type",
  "HttpHeaders.USER_AGENT": "User-Agent",
  "CatalogProperties.URI": "uri",
  "CatalogProperties.WAREHOUSE_LOCATION": "warehouse",
  "OAuth2Properties.CREDENTIAL": "credential",
  "OAuth2Properties.TOKEN": "token",
};

/** The text behind `HttpHeaders.USER_AGENT`. Source: Spring, Apache HttpCore and Guava name them alike; Apache Iceberg, `CatalogProperties.java`. */
export function constantText(source: string): Expression | undefined {
  const name = /(?:^|\.)(\w+\.[A-Z_]+)$/.exec(source)?.[1];
  const text = name === undefined ? undefined : constants[name];
  return text === undefined ? undefined : { kind: "text", parts: [text], plain: false };
}
