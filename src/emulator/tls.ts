// The certificate library needs it to be loaded first.
import "reflect-metadata";
import { webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";
import type { DataDir } from "./dataDir.ts";
import { cloudHosts } from "./http/cloudHosts.ts";

export interface TlsMaterial {
  /** PEM of the certificate authority that clients must trust. */
  readonly caCertificate: string;
  readonly caFile: string;
  /** PEM of the server's certificate and key. */
  readonly certificate: string;
  readonly key: string;
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const day = 86_400_000;
const files = { ca: "ca.pem", certificate: "server.pem", key: "server.key" } as const;

/**
 * The emulator's own certificate authority and server certificate. They are kept between starts, so that a client
 * has to trust the authority once; they are made again when they are missing, about to expire or lack a name.
 * The authority's private key is never stored: it signs one certificate and is forgotten.
 */
export async function loadTls(dataDir: DataDir, now: Date): Promise<TlsMaterial> {
  const [caCertificate, certificate, key] = await Promise.all([
    dataDir.read(files.ca),
    dataDir.read(files.certificate),
    dataDir.read(files.key),
  ]);
  if (caCertificate !== undefined && certificate !== undefined && key !== undefined && isFresh(certificate, now)) {
    return { caCertificate, certificate, key, caFile: await dataDir.writePublic(files.ca, caCertificate) };
  }
  const made = await makeTls(now);
  await dataDir.writeSecret(files.key, made.key);
  await dataDir.writePublic(files.certificate, made.certificate);
  return { ...made, caFile: await dataDir.writePublic(files.ca, made.caCertificate) };
}

function isFresh(pem: string, now: Date): boolean {
  try {
    const certificate = new x509.X509Certificate(pem);
    const names = certificate.getExtension(x509.SubjectAlternativeNameExtension)?.names.items.map(({ value }) => value);
    const hasNames = cloudHosts.every((host) => names?.includes(host));
    return hasNames && certificate.notAfter.getTime() > now.getTime() + 7 * day;
  } catch {
    return false;
  }
}

async function makeTls(now: Date): Promise<Omit<TlsMaterial, "caFile">> {
  const crypto = webcrypto;
  const caKeys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const serverKeys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const notBefore = new Date(now.getTime() - day);
  const caName = "CN=PWAF emulated workspace CA, O=Local development only";
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: caName,
    notBefore,
    notAfter: new Date(now.getTime() + 825 * day),
    signingAlgorithm: algorithm,
    keys: caKeys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const server = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: "CN=127.0.0.1, O=PWAF emulated workspace",
    issuer: caName,
    notBefore,
    // Clients of Apple refuse server certificates that are valid for more than 825 days.
    notAfter: new Date(now.getTime() + 820 * day),
    signingAlgorithm: algorithm,
    publicKey: serverKeys.publicKey,
    signingKey: caKeys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension(["1.3.6.1.5.5.7.3.1"]),
      new x509.SubjectAlternativeNameExtension([
        { type: "ip", value: "127.0.0.1" },
        { type: "ip", value: "::1" },
        { type: "dns", value: "localhost" },
        ...cloudHosts.map((value) => ({ type: "dns" as const, value })),
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const pkcs8 = await crypto.subtle.exportKey("pkcs8", serverKeys.privateKey);
  return {
    caCertificate: ca.toString("pem"),
    certificate: server.toString("pem"),
    key: x509.PemConverter.encode(pkcs8, "PRIVATE KEY"),
  };
}

/** Positive, 16 bytes. */
function serialNumber(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return Buffer.from(bytes).toString("hex");
}
