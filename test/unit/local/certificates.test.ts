import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, createServer } from "node:tls";
import { createAuthority } from "../../../src/local/certificates.ts";
import { der } from "../../../src/local/der.ts";
import { javaTrustStore } from "../../../src/local/trustStore.ts";

const names = ["pwaf.cloud.databricks.com", "127.0.0.1", "::1"] as const;

describe("certificates for servers on this machine", () => {
  const now = new Date();
  const authority = createAuthority("Test authority", now);
  const server = authority.issue([...names]);

  it("names what it is for, and nothing else", () => {
    const certificate = new X509Certificate(server.certificate);
    for (const name of names)
      assert.ok(name.includes("data") ? certificate.checkHost(name) : certificate.checkIP(name), name);
    assert.equal(certificate.checkHost("other.cloud.databricks.com"), undefined);
    assert.ok(certificate.verify(new X509Certificate(authority.certificate).publicKey));
    assert.equal(certificate.ca, false);
    assert.ok(certificate.validToDate.getTime() - now.getTime() <= 825 * 86_400_000);
  });

  it("is trusted through its authority only", async () => {
    const listening = createServer({ cert: server.certificate, key: server.key }, (socket) => void socket.end("hello"));
    listening.listen(0, "127.0.0.1");
    await once(listening, "listening");
    const { port } = listening.address() as AddressInfo;
    const read = async (ca: string, servername: string): Promise<string> => {
      const socket = connect({ port, host: "127.0.0.1", ca, servername });
      const chunks: Buffer[] = [];
      for await (const chunk of socket) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString();
    };
    try {
      assert.equal(await read(authority.certificate, names[0]), "hello");
      const stranger = createAuthority("Test authority", now).certificate;
      await assert.rejects(read(stranger, names[0]), /self-signed|unable to (?:verify|get)|signature/i);
      await assert.rejects(read(authority.certificate, "other.cloud.databricks.com"), /altnames/);
    } finally {
      listening.close();
    }
  });

  it("stands the strict check of OpenSSL, and Java reads its trust store", function () {
    const folder = mkdtempSync(join(tmpdir(), "pwaf-certificates-"));
    try {
      const file = (name: string, content: string | Buffer) => {
        writeFileSync(join(folder, name), content);
        return join(folder, name);
      };
      const ca = file("ca.pem", authority.certificate);
      const pem = file("server.pem", server.certificate);
      const store = file("trust.p12", javaTrustStore([authority.certificate]));
      const run = (program: string, ...args: string[]) => spawnSync(program, args, { encoding: "utf8" });
      const verified = run("openssl", "verify", "-x509_strict", "-CAfile", ca, "-verify_hostname", names[0], pem);
      if (verified.error) console.log("      openssl is not at hand: not checked");
      else assert.equal(verified.status, 0, verified.stderr);
      const listed = run("keytool", "-list", "-keystore", store, "-storetype", "PKCS12", "-storepass", "");
      if (listed.error) console.log("      keytool is not at hand: not checked");
      else assert.match(listed.stdout, /trustedCertEntry/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }).timeout(30_000);
});

describe("DER", () => {
  const hex = (bytes: Buffer) => bytes.toString("hex");

  it("writes what the standard's own examples have", () => {
    assert.equal(hex(der.oid("1.2.840.113549")), "06062a864886f70d");
    assert.equal(hex(der.oid("2.16.840.1.113894.746875.1.1")), "060c6086480186f966adca7b0101");
    assert.equal(hex(der.integer(Buffer.from([0x80]))), "02020080");
    assert.equal(hex(der.octets(Buffer.alloc(200))).slice(0, 6), "0481c8");
    assert.equal(hex(der.octets(Buffer.alloc(300))).slice(0, 8), "0482012c");
    assert.equal(der.time(new Date("2026-11-21T10:20:30.123Z")).subarray(2).toString(), "261121102030Z");
  });
});
