import { errorText, PwafError } from "../../core/base/errors.ts";

const unreachable = new Set([
  "ENOTFOUND",
  "EAI_AGAIN",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
]);
const dropped = new Set(["ECONNRESET", "EPIPE", "ECONNABORTED", "UND_ERR_SOCKET", "ERR_STREAM_PREMATURE_CLOSE"]);
const timedOut = new Set(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]);

/** OpenSSL's reasons to refuse a certificate, as Node names them, with what to do about each. */
const untrusted =
  /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_|ERR_TLS_CERT|INVALID_CA|HOSTNAME_MISMATCH)/;
const noTls = /^(?:EPROTO|ERR_SSL_)/;

/**
 * What a failed `fetch` means. Node hides the reason in `cause`, and in several of them when a name has several
 * addresses, so all codes of the chain count.
 */
export function networkError(error: unknown, origin: string): PwafError {
  if (error instanceof PwafError) return error;
  const codes = codesOf(error);
  const code = codes[0];
  const first = (set: ReadonlySet<string>) => codes.find((candidate) => set.has(candidate));

  const certificate = codes.find((candidate) => untrusted.test(candidate));
  if (certificate !== undefined) return tlsError(certificate, origin, error);
  if (codes.some((candidate) => noTls.test(candidate))) {
    return new PwafError("tls", `${origin} does not answer in TLS.`, {
      cause: error,
      hint: "Check the host and port of the profile, and whether a proxy stands in between.",
    });
  }
  if (error instanceof Error && error.name === "TimeoutError") return timeoutError(origin, error);
  if (first(timedOut) !== undefined) return timeoutError(origin, error);
  const away = first(unreachable);
  if (away !== undefined) {
    const why = away === "ENOTFOUND" || away === "EAI_AGAIN" ? "its name cannot be resolved" : away;
    return new PwafError("unreachable", `Cannot connect to ${origin}: ${why}.`, {
      cause: error,
      hint: "Check the host of the profile, your network or VPN, and the proxy settings of the editor.",
    });
  }
  if (first(dropped) !== undefined || (error instanceof Error && error.message === "terminated")) {
    return new PwafError("dropped", `The connection to ${origin} broke${code === undefined ? "" : ` (${code})`}.`, {
      cause: error,
      hint: "Try again. If it happens often, look at the proxy or VPN in between.",
    });
  }
  return new PwafError("unreachable", `The request to ${origin} failed: ${detailOf(error)}.`, {
    cause: error,
    hint: "Check the host of the profile, your network or VPN, and the proxy settings of the editor.",
  });
}

function timeoutError(origin: string, cause: unknown): PwafError {
  return new PwafError("timeout", `${origin} did not answer in time.`, {
    cause,
    hint: "Try again; check your network or VPN if it happens often.",
  });
}

function tlsError(code: string, origin: string, cause: unknown): PwafError {
  const refused = (why: string, hint: string) =>
    new PwafError("tls", `The certificate of ${origin} is not trusted: ${why} (${code}).`, { cause, hint });
  switch (code) {
    case "CERT_HAS_EXPIRED":
      return refused("it has expired", "Check this computer's clock; otherwise tell whoever runs the server or proxy.");
    case "CERT_NOT_YET_VALID":
      return refused("it is not valid yet", "Check this computer's clock.");
    case "ERR_TLS_CERT_ALTNAME_INVALID":
    case "HOSTNAME_MISMATCH":
      return refused("it was made for another name", "Use the host name that the workspace itself shows.");
    default:
      return refused(
        "this computer does not know who signed it",
        "Add your organisation's root certificate to the operating system's certificate store, or name its PEM file in the environment variable NODE_EXTRA_CA_CERTS, and restart the editor.",
      );
  }
}

/** Codes from the outermost error to the innermost. */
function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  const seen = new Set<unknown>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    if ("code" in value && typeof value.code === "string") codes.push(value.code);
    if (value instanceof AggregateError) value.errors.forEach(visit);
    if ("cause" in value) visit(value.cause);
  };
  visit(error);
  return codes;
}

/** `fetch failed` says nothing; its cause does. */
function detailOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return errorText(cause instanceof Error && cause.message !== "" ? cause : error);
}
