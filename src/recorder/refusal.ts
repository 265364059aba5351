import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { brotliDecompressSync, constants, gunzipSync } from "node:zlib";
import { explainFirst } from "../core/errors/explain.ts";

/** Errors are short; of anything longer the beginning says it. */
const longestText = 65_536;

/** Where the SQL drivers and gRPC put the text of an error. */
const headerNames = ["x-thriftserver-error-message", "grpc-message"];

/**
 * Looks for a known error in an answer that refuses, while it passes by.
 * @param known is told the error's name in docs/errors.md; nothing else of the answer is kept
 */
export function watchRefusal(headers: IncomingHttpHeaders, body: Readable, known: (error: string) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  body.on("data", (chunk: Buffer) => {
    if (size < longestText) chunks.push(chunk);
    size += chunk.length;
  });
  body.once("end", () => {
    const text = decoded(Buffer.concat(chunks), headers["content-encoding"]);
    const error = knownError(headers, text);
    if (error !== undefined) known(error);
  });
}

/** The known error that headers (or gRPC's trailers) and a text say. */
export function knownError(headers: IncomingHttpHeaders, text = ""): string | undefined {
  const said = headerNames.flatMap((name) => headers[name] ?? []).map(percentDecoded);
  return explainFirst([...said, text].join("\n"), { contexts: ["databricks"] })?.id;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Text of a body, also of one that was cut off; empty where it cannot be read. */
function decoded(body: Buffer, encoding: string | undefined): string {
  const limits = { maxOutputLength: longestText * 4 };
  try {
    switch (encoding) {
      case undefined:
      case "identity":
        return body.toString("utf8");
      case "gzip":
        return gunzipSync(body, { ...limits, finishFlush: constants.Z_SYNC_FLUSH }).toString("utf8");
      case "br":
        return brotliDecompressSync(body, limits).toString("utf8");
      default:
        return "";
    }
  } catch {
    return "";
  }
}
