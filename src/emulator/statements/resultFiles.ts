import { createHmac, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { type Call, send } from "../http/call.ts";

/** A link to a file, as a warehouse gives it to its clients. */
export interface ResultLink {
  readonly url: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  /** Headers that the request for the file has to carry. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Can be changed at any time, for links that are made afterwards. */
export interface LinkRules {
  /** Lifetime of a link. */
  seconds: number;
  /** None, as on AWS; other storage wants some, and databricks-jdbc 3.4.5 leaves them out of what it downloads by Thrift. */
  headers: Record<string, string>;
}

/** Applies `{"seconds": 0}` and the like; throws with the reason when it makes no sense. */
export function changeLinkRules(rules: LinkRules, change: unknown): void {
  if (typeof change !== "object" || change === null) throw new Error("Rules are a JSON object");
  const { seconds = rules.seconds, headers = rules.headers } = change as Partial<LinkRules>;
  if (typeof seconds !== "number" || !(seconds >= 0)) throw new Error("`seconds` must be a number, 0 or more");
  if (typeof headers !== "object" || Object.values(headers).some((value) => typeof value !== "string"))
    throw new Error("`headers` must be an object of texts");
  Object.assign(rules, { seconds, headers });
}

interface ResultFile {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

export const resultFilesPrefix = "/result-files/";

/** Beyond this the oldest files go. */
const capacity = 512 * 1024 * 1024;

const algorithm = "AWS4-HMAC-SHA256";

/**
 * Results in a stand-in for the cloud's object storage. Links are signed and expire as S3's do; storage knows no
 * workspace, so that a client which sends its token along is refused, as S3 refuses it.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html (the signature itself is of our own).
 */
export class ResultFiles {
  readonly rules: LinkRules = { seconds: 900, headers: {} };
  readonly #secret = randomBytes(32);
  readonly #files = new Map<string, ResultFile>();
  #size = 0;

  /** Keeps a file; answers its id. */
  add(bytes: Uint8Array, contentType: string): string {
    const id = randomUUID();
    this.#files.set(id, { bytes, contentType });
    this.#size += bytes.length;
    for (const old of this.#files.keys()) {
      if (this.#size <= capacity || old === id) break;
      this.remove(old);
    }
    return id;
  }

  remove(id: string): void {
    this.#size -= this.#files.get(id)?.bytes.length ?? 0;
    this.#files.delete(id);
  }

  /** A link to a file, below the origin that its client already reaches. */
  link(id: string, origin: string): ResultLink {
    const { seconds, headers } = this.rules;
    const signedAt = Math.floor(Date.now() / 1000) * 1000;
    const query = new URLSearchParams({
      "X-Amz-Algorithm": algorithm,
      "X-Amz-Date": amazonDate(signedAt),
      "X-Amz-Expires": String(seconds),
      "X-Amz-SignedHeaders": ["host", ...Object.keys(headers)].sort().join(";"),
    });
    query.set("X-Amz-Signature", this.#signature(id, query, headers));
    return {
      url: `${origin}${resultFilesPrefix}${id}?${query.toString()}`,
      expiresAt: signedAt + seconds * 1000,
      headers,
    };
  }

  /** Answers a request for a file, in S3's words when it refuses. */
  handle({ request, response, url }: Call): void {
    const refuse = (status: number, code: string, message: string) =>
      send(response, status, "application/xml", errorXml(code, message));
    const query = url.searchParams;
    if (request.headers.authorization !== undefined)
      return refuse(
        400,
        "InvalidArgument",
        "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified",
      );
    if (request.method !== "GET" && request.method !== "HEAD")
      return refuse(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
    const sent = query.get("X-Amz-Signature");
    if (sent === null) return refuse(403, "AccessDenied", "Access Denied");
    const id = url.pathname.slice(resultFilesPrefix.length);
    const headers = Object.fromEntries(
      (query.get("X-Amz-SignedHeaders") ?? "")
        .split(";")
        .filter((name) => name !== "host")
        .map((name) => [name, String(request.headers[name] ?? "")]),
    );
    query.delete("X-Amz-Signature");
    if (!isSame(sent, this.#signature(id, query, headers)))
      return refuse(
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
      );
    const signedAt = timeOf(query.get("X-Amz-Date") ?? "");
    if (Date.now() >= signedAt + Number(query.get("X-Amz-Expires")) * 1000)
      return refuse(403, "AccessDenied", "Request has expired");
    const file = this.#files.get(id);
    if (file === undefined) return refuse(404, "NoSuchKey", "The specified key does not exist.");
    send(response, 200, file.contentType, Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.length));
  }

  #signature(id: string, query: URLSearchParams, headers: Readonly<Record<string, string>>): string {
    const signed = Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1));
    return createHmac("sha256", this.#secret)
      .update(JSON.stringify([id, query.toString(), signed]))
      .digest("hex");
  }
}

/** `20260131T090500Z`. */
function amazonDate(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, "");
}

function timeOf(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function errorXml(code: string, message: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>${randomUUID()}</RequestId></Error>`;
}
