import { X509Certificate } from "node:crypto";
import { createAuthority } from "../local/certificates.ts";
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
  const made = makeTls(now);
  await dataDir.writeSecret(files.key, made.key);
  await dataDir.writePublic(files.certificate, made.certificate);
  return { ...made, caFile: await dataDir.writePublic(files.ca, made.caCertificate) };
}

function isFresh(pem: string, now: Date): boolean {
  try {
    const certificate = new X509Certificate(pem);
    const hasNames = cloudHosts.every((host) => certificate.checkHost(host) !== undefined);
    return hasNames && Date.parse(certificate.validTo) > now.getTime() + 7 * day;
  } catch {
    return false;
  }
}

function makeTls(now: Date): Omit<TlsMaterial, "caFile"> {
  const authority = createAuthority("PWAF emulated workspace CA", now);
  return { ...authority.issue(["127.0.0.1", "::1", "localhost", ...cloudHosts]), caCertificate: authority.certificate };
}
