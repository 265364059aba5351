import type { RecordedCall, Session } from "./call.ts";
import { judge } from "./judge.ts";

/**
 * The recording as an HTTP Archive 1.2, for tools that read such files. Of the headers it has the User-Agent only, and
 * no query strings and bodies; the format's -1 stands for sizes that are not known.
 */
export function sessionHar({ calls, troubles }: Session, creatorVersion: string): string {
  const log = {
    version: "1.2",
    creator: { name: "pwaf", version: creatorVersion },
    entries: calls.map(entry),
    comment: ["Only the User-Agent of each request is kept.", ...troubles.map(({ what }) => what)].join("\n"),
  };
  return `${JSON.stringify({ log }, undefined, 2)}\n`;
}

function entry(call: RecordedCall): object {
  const { time, method, host, path, protocol, userAgent, auth, status, error, ms = 0, more = 0 } = call;
  const httpVersion = protocol === "gRPC" ? "HTTP/2" : protocol;
  const unknownSize = { headersSize: -1, bodySize: -1 };
  const { verdict, rule } = judge(call);
  const notes = [
    `verdict ${verdict}`,
    `auth ${auth}`,
    rule && `rule ${rule}`,
    error && `error ${error}`,
    more > 0 && `${more} more of this form`,
  ];
  return {
    startedDateTime: time,
    time: ms,
    request: {
      method,
      url: `https://${host}${path}`,
      httpVersion,
      cookies: [],
      headers: userAgent === "" ? [] : [{ name: "User-Agent", value: userAgent }],
      queryString: [],
      ...unknownSize,
    },
    response: {
      status,
      statusText: "",
      httpVersion,
      cookies: [],
      headers: [],
      content: { size: 0, mimeType: "x-unknown" },
      redirectURL: "",
      ...unknownSize,
    },
    cache: {},
    timings: { send: 0, wait: ms, receive: 0 },
    comment: notes.filter((note) => typeof note === "string").join(", "),
  };
}
