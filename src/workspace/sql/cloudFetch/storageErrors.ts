import { PwafError } from "../../../core/base/errors.ts";
import { networkFailure } from "../driverErrors.ts";
import { SilentStorage, StorageRefusal, TruncatedFile } from "./download.ts";

/** Turns what a download threw into an error for people. The link is not part of it: it opens the file to anybody. */
export function storageError(error: unknown, link: string): unknown {
  const host = new URL(link).host;
  const blocked = {
    hint: "Have this host let through by the firewall or proxy, or switch the setting pwaf.query.cloudFetch off.",
    cause: error,
  };
  if (error instanceof StorageRefusal) {
    const what = `The storage ${host} did not give out a part of the result (HTTP ${error.status}).`;
    // A proxy says the same of a host that it does not let through.
    if (error.status === 403 || error.status === 407) return new PwafError("forbidden", what, blocked);
    return new PwafError("server", what, {
      hint: "Try again, or switch the setting pwaf.query.cloudFetch off.",
      cause: error,
    });
  }
  if (error instanceof TruncatedFile) {
    return new PwafError(
      "dropped",
      `The storage ${host} sent a part of the result that is not whole: ${error.message}.`,
      {
        hint: "Try again, or switch the setting pwaf.query.cloudFetch off.",
        cause: error,
      },
    );
  }
  if (error instanceof SilentStorage)
    return new PwafError("unreachable", `The storage ${host}, where the result lies, does not answer.`, blocked);
  switch (networkFailure(error)) {
    case "tls":
      return new PwafError("tls", `Do not trust the certificate of the storage ${host}, where the result lies.`, {
        hint: "Install the certificate's authority in your system, or name its file in NODE_EXTRA_CA_CERTS before the editor starts.",
        cause: error,
      });
    case "unreachable":
      return new PwafError("unreachable", `Could not reach the storage ${host}, where the result lies.`, blocked);
    case "dropped":
      return new PwafError("dropped", `Lost the connection to the storage ${host}, where the result lies.`, blocked);
    case undefined:
      return error;
  }
}
