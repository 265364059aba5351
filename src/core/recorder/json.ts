import { PwafError } from "../base/errors.ts";
import type { CallAuth, CallProtocol, RecordedCall, Session } from "./call.ts";
import { judge } from "./judge.ts";

const format = "pwaf-recording";
const version = 1;

/** The recording as it is saved and compared. It holds what `RecordedCall` holds, and each call's verdict for readers. */
export function sessionJson({ started, forwarded, calls, troubles, dropped }: Session): string {
  const judged = calls.map((call) => {
    const { verdict, client, identities, wrong, rule, added } = judge(call);
    return {
      ...call,
      verdict,
      ...(client === undefined ? {} : { client: { name: client.name, version: client.version } }),
      identities,
      ...(wrong === undefined ? {} : { wrong }),
      ...(rule === undefined ? {} : { rule }),
      added: added.map(({ text }) => text),
    };
  });
  return `${JSON.stringify({ format, version, started, forwarded, dropped, calls: judged, troubles }, undefined, 2)}\n`;
}

/**
 * Reads what `sessionJson` wrote; verdicts are not taken over but found again.
 * @throws PwafError `bad-response` for anything else.
 */
export function parseSession(text: string): Session {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw wrong("It is not JSON.", error);
  }
  if (!isRecord(value) || value["format"] !== format) throw wrong("It was not written by the recorder.");
  if (value["version"] !== version) throw wrong("Another version of the recorder wrote it.");
  const { started, forwarded, calls, dropped } = value;
  if (typeof started !== "string" || typeof forwarded !== "boolean" || !Array.isArray(calls))
    throw wrong("It is damaged.");
  return {
    started,
    forwarded,
    calls: calls.map(readCall),
    troubles: [],
    dropped: typeof dropped === "number" ? dropped : 0,
  };
}

const auths: readonly CallAuth[] = ["pat", "oauth", "basic", "other", "none"];
const protocols: readonly CallProtocol[] = ["HTTP/1.0", "HTTP/1.1", "HTTP/2", "gRPC"];

function readCall(value: unknown): RecordedCall {
  if (!isRecord(value)) throw wrong("A call in it is damaged.");
  const text = (name: string): string => {
    const found = value[name];
    if (typeof found !== "string") throw wrong(`A call in it has no ${name}.`);
    return found;
  };
  const auth = auths.find((name) => name === value["auth"]);
  const protocol = protocols.find((name) => name === value["protocol"]);
  if (!auth || !protocol) throw wrong("A call in it is damaged.");
  const { status, error, more } = value;
  return {
    time: text("time"),
    host: text("host"),
    method: text("method"),
    path: text("path"),
    protocol,
    userAgent: text("userAgent"),
    auth,
    status: typeof status === "number" ? status : 0,
    ...(typeof error === "string" ? { error } : {}),
    ...(typeof more === "number" ? { more } : {}),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function wrong(why: string, cause?: unknown): PwafError {
  return new PwafError("bad-response", `This is no recording. ${why}`, {
    cause,
    hint: "Make one with pwaf record --save FILE -- command.",
  });
}
