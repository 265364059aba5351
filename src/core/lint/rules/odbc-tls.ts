import { sourceOf } from "../configOptions.ts";
import { defineRule } from "../rule.ts";
import type { SiteOption } from "../sites.ts";

const on = /^(?:true|True|TRUE|1|"1"|'1'|"true"|yes)$/;
const off = /^(?:false|False|FALSE|0|"0"|'0'|"false"|no)$/;
/** An option that switches off by being there. */
const given = /^/;

/** Options by which clients leave out the check of the server's certificate, and the value that does. */
const switches: Readonly<Record<string, RegExp>> = {
  _tls_no_verify: on,
  _tls_verify_hostname: off,
  checkServerCertificate: off,
  "config.skipVerify": on,
  skip_verify: on,
  SkipVerify: on,
  setSkipVerify: on,
  InsecureSkipVerify: on,
  insecure_skip_verify: on,
  WithSkipTLSHostVerify: given,
  SSL: off,
  AllowSelfSignedCerts: on,
  AllowSelfSignedServerCert: on,
  use_ssl: off,
  verify: off,
  rejectUnauthorized: off,
  strictSSL: off,
  "https.rejectUnauthorized": off,
};

/** The same for commands of the shell, which switch off by being there. */
const shellSwitches = ["insecure", "k", "no-check-certificate"];

export const odbcTls = defineRule({
  id: "odbc-tls",
  severity: "warning",
  unsureSeverity: "info",
  summary: "A client does not check the server's certificate, or uses no TLS at all.",
  files: ["all code", "odbc.ini", "properties", "dotenv files"],
  fix: "none",
  checkSite({ connector, facts, options, range }, context) {
    const hosts = ["host", "server_hostname", "url", "Host", "hostname"].map((name) => options.get(name)?.text ?? "");
    if (hosts.some(isLocal)) return;
    if (connector === "lakebase") {
      const option = options.get("ssl.rejectUnauthorized");
      if (!option || option.optional || !off.test(valueOf(option, context.file.text))) return;
      // No worse than libpq's `sslmode=require`, which Lakebase's own pages show.
      const message =
        "`rejectUnauthorized: false` takes any certificate, so whoever sits in between can read the token. Write `ssl: true`, and for an authority of your own name it with `ca`.";
      context.report(option.range ?? option.value ?? range, message, { isUnsure: true });
      return;
    }
    const isShell = /^rest\/(?:curl|wget|httpie)$/.test(facts);
    const table = isShell ? shellSwitches.map((name) => [name, given] as const) : Object.entries(switches);
    for (const [name, unsafe] of table) {
      const option = options.get(name);
      if (!option || !unsafe.test(valueOf(option, context.file.text))) continue;
      const message = `\`${option.name}\` leaves the server's certificate unchecked, so whoever sits in between can read the credentials and the data. Remove it; for a certificate of your own, name its authority instead.`;
      context.report(option.range ?? option.value ?? range, message);
    }
  },
  checkEnvironment({ variables }, context) {
    const setting = variables.find(({ name, value }) => name === "NODE_TLS_REJECT_UNAUTHORIZED" && value === "0");
    if (!setting || !variables.some(({ name }) => name.startsWith("DATABRICKS_"))) return;
    const message =
      "`NODE_TLS_REJECT_UNAUTHORIZED=0` leaves the certificates of all servers unchecked, so whoever sits in between can read the credentials. Remove it; for a certificate of your own, set `NODE_EXTRA_CA_CERTS`.";
    context.report(setting, message);
  },
});

function valueOf(option: SiteOption, text: string): string {
  return (option.text ?? sourceOf(option, text)).trim();
}

function isLocal(host: string): boolean {
  return /^(?:https?:\/\/)?(?:localhost|127\.|\[::1\]|host\.docker\.internal)/.test(host);
}
