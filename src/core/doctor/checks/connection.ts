import type { Check, Facts } from "../facts.ts";
import { variableSource } from "../facts.ts";
import type { Finding } from "../report.ts";
import { duration, list } from "../words.ts";

/** Above this, in milliseconds, tokens may be refused as expired or not valid yet; below, clocks are equal enough. */
const tolerableSkew = 60_000;
const badSkew = 300_000;

/** Variables that name certificates, and who reads them. */
const certificateVariables: Readonly<Record<string, string>> = {
  NODE_EXTRA_CA_CERTS: "Node.js",
  SSL_CERT_FILE: "Go and Python's ssl",
  REQUESTS_CA_BUNDLE: "Python's requests",
  CURL_CA_BUNDLE: "curl and Python's requests",
};

/** Network, proxy, certificates and clocks between this machine and the host. */
export const connection: Check = {
  passed: ({ input: { connection: tried } }) => {
    if (!tried || tried.failure) return undefined;
    const signed = tried.certificate ? `, certificate by ${tried.certificate.issuer}` : "";
    const through = tried.proxy === undefined ? "" : ` through ${tried.proxy}`;
    return `${tried.host} answers${through} in ${Math.round(tried.ms ?? 0)} ms${signed}.`;
  },
  run: (facts) => [
    ...failure(facts),
    ...clock(facts),
    ...metadata(facts),
    ...expiringCertificate(facts),
    ...privateCertificate(facts),
    ...missingCertificates(facts),
    ...partlyTrusted(facts),
    ...proxyCase(facts),
  ],
};

function failure({ input }: Facts): Finding[] {
  const failed = input.connection?.failure;
  if (!failed) return [];
  const via = input.connection.proxy === undefined ? {} : { detail: `The proxy ${input.connection.proxy} is in use.` };
  return [
    {
      id: `connection-${failed.kind}`,
      severity: "error",
      title: failed.message,
      ...via,
      advice: failed.advice,
      places: [],
      actions: [],
    },
  ];
}

function clock({ input }: Facts): Finding[] {
  const skew = input.connection?.skewMs ?? 0;
  if (Math.abs(skew) < tolerableSkew) return [];
  return [
    {
      id: "clock-skew",
      severity: Math.abs(skew) < badSkew ? "warning" : "error",
      title: `The clock of this machine is ${duration(skew)} ${skew > 0 ? "behind" : "ahead of"} that of the host.`,
      detail: "Tokens are then refused as not valid yet, or used after they have expired.",
      advice: "Set the clock, best by NTP. In WSL and virtual machines it falls behind when the machine sleeps.",
      places: [],
      actions: [],
    },
  ];
}

function metadata({ input }: Facts): Finding[] {
  const { connection: tried } = input;
  if (!tried || tried.failure || tried.hasMetadata !== false) return [];
  return [
    {
      id: "no-metadata",
      severity: "warning",
      title: `${tried.host} does not describe itself (\`/.well-known/databricks-config\`).`,
      detail:
        "OAuth fails in current versions of the Python SDK and of the modular JavaScript SDK, which have no other way to find the token endpoint.",
      advice:
        "Check that the host is a workspace. If it is, set `discovery_url`, or use a client that knows the classic address.",
      places: [],
      actions: [],
    },
  ];
}

function expiringCertificate({ input }: Facts): Finding[] {
  const certificate = input.connection?.certificate;
  const left = certificate ? certificate.validUntil - input.now : Infinity;
  if (left <= 0 || left > 7 * 86_400_000) return [];
  return [
    {
      id: "certificate-ends",
      severity: "warning",
      title: `The certificate of the host ends in ${duration(left)}.`,
      advice: "Tell whoever runs the host or the proxy in front of it.",
      places: [],
      actions: [],
    },
  ];
}

/** A proxy that decrypts, or an authority of the organisation: each language must be told about it on its own. */
function privateCertificate({ input }: Facts): Finding[] {
  const { certificate, host = "" } = input.connection ?? {};
  if (!certificate || certificate.isPublic) return [];
  return [
    {
      id: "certificate-private",
      severity: "warning",
      title: `Only this machine trusts the certificate of ${host}, signed by ${certificate.issuer}.`,
      detail:
        "A proxy may be decrypting the traffic. Python, Node.js and Java programs bring lists of their own, and refuse it.",
      advice:
        "Name the authority's PEM file in `REQUESTS_CA_BUNDLE`, `SSL_CERT_FILE` and `NODE_EXTRA_CA_CERTS`, and import it into Java's trust store.",
      places: [],
      actions: [],
    },
  ];
}

function missingCertificates({ input }: Facts): Finding[] {
  const broken = Object.keys(certificateVariables).filter((name) =>
    input.missingFiles?.includes(input.environment[name] ?? ""),
  );
  return broken.map((name) => ({
    id: "certificates-missing",
    severity: "warning" as const,
    title: `\`${name}\` names a file that is not there.`,
    detail: `${certificateVariables[name] ?? ""} programs fail, or trust less than you think.`,
    advice: "Correct the path, or remove the variable.",
    places: [variableSource(name, input)],
    actions: [],
  }));
}

/** A private authority that only some languages are told about. */
function partlyTrusted({ input }: Facts): Finding[] {
  const set = Object.keys(certificateVariables).filter((name) => (input.environment[name] ?? "") !== "");
  const unset = Object.keys(certificateVariables).filter((name) => !set.includes(name) && name !== "CURL_CA_BUNDLE");
  if (set.length === 0 || unset.length === 0) return [];
  return [
    {
      id: "certificates-partly",
      severity: "info",
      title: `Additional certificates are set for ${list(set.map((name) => certificateVariables[name] ?? name))} only.`,
      advice: `If a proxy signs certificates here, set ${list(unset.map((name) => `\`${name}\``))} as well; Java has a trust store of its own.`,
      places: set.map((name) => variableSource(name, input)),
      actions: [],
    },
  ];
}

/** `HTTPS_PROXY` and `https_proxy` that differ: languages disagree about which one counts. */
function proxyCase({ input }: Facts): Finding[] {
  const { environment } = input;
  const names = ["HTTPS_PROXY", "NO_PROXY"].filter((name) => {
    const upper = environment[name];
    const lower = environment[name.toLowerCase()];
    return upper !== undefined && lower !== undefined && upper !== lower;
  });
  return names.map((name) => ({
    id: "proxy-differs",
    severity: "warning" as const,
    title: `\`${name}\` and \`${name.toLowerCase()}\` differ.`,
    detail: "Some programs read the one, some the other.",
    advice: "Set both to the same value.",
    places: [variableSource(name, input), variableSource(name.toLowerCase(), input)],
    actions: [],
  }));
}
