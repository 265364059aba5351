import type { KeyObject } from "node:crypto";
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isIP } from "node:net";
import { der } from "./der.ts";

/** A certificate and its key, in PEM, as Node's TLS takes them. */
export interface KeyedCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** A certificate authority for servers on this machine. Its key stays in memory and is forgotten with it. */
export interface Authority {
  /** PEM, for clients to trust. */
  readonly certificate: string;
  /** A server certificate for host names and addresses. */
  issue(names: readonly [string, ...string[]]): KeyedCertificate;
}

const day = 86_400_000;
/** Clients of Apple refuse server certificates that are valid for longer. */
const validDays = 820;

/** Makes an authority (ECDSA P-256, RFC 5280). @param name its common name, which people see in lists of certificates */
export function createAuthority(name: string, now: Date): Authority {
  const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const period = { from: new Date(now.getTime() - day), to: new Date(now.getTime() + validDays * day) };
  const signedBy = { name, key: keys.privateKey };
  const keyId = idOf(keys.publicKey);
  const certificate = certify(signedBy, { name, key: keys.publicKey, ...period }, [
    extension("2.5.29.19", der.sequence(der.boolean(true), der.integer(0)), true),
    // keyCertSign and cRLSign
    extension("2.5.29.15", der.bits(Buffer.from([0b0000_0110]), 1), true),
    extension("2.5.29.14", der.octets(keyId)),
  ]);
  return {
    certificate,
    issue(names) {
      const own = generateKeyPairSync("ec", { namedCurve: "P-256" });
      const server = certify(signedBy, { name: names[0], key: own.publicKey, ...period }, [
        extension("2.5.29.19", der.sequence(), true),
        // digitalSignature
        extension("2.5.29.15", der.bits(Buffer.from([0b1000_0000]), 7), true),
        // serverAuth
        extension("2.5.29.37", der.sequence(der.oid("1.3.6.1.5.5.7.3.1"))),
        extension("2.5.29.17", der.sequence(...names.map(generalName))),
        extension("2.5.29.35", der.sequence(der.implicit(0, keyId))),
      ]);
      return { certificate: server, key: own.privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
    },
  };
}

interface Subject {
  readonly name: string;
  readonly key: KeyObject;
  readonly from: Date;
  readonly to: Date;
}

function certify(
  issuer: { readonly name: string; readonly key: KeyObject },
  subject: Subject,
  extensions: readonly Buffer[],
): string {
  const ecdsaWithSha256 = der.sequence(der.oid("1.2.840.10045.4.3.2"));
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const content = der.sequence(
    der.tagged(0, der.integer(2)),
    der.integer(serial),
    ecdsaWithSha256,
    commonName(issuer.name),
    der.sequence(der.time(subject.from), der.time(subject.to)),
    commonName(subject.name),
    subject.key.export({ type: "spki", format: "der" }),
    der.tagged(3, der.sequence(...extensions)),
  );
  const signature = sign("sha256", content, issuer.key);
  const base64 = der.sequence(content, ecdsaWithSha256, der.bits(signature)).toString("base64");
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}(?!$)/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
}

function extension(oid: string, content: Buffer, isCritical = false): Buffer {
  return der.sequence(der.oid(oid), ...(isCritical ? [der.boolean(true)] : []), der.octets(content));
}

function commonName(name: string): Buffer {
  // The standard allows 64 characters.
  return der.sequence(der.set(der.sequence(der.oid("2.5.4.3"), der.utf8(name.slice(0, 64)))));
}

function generalName(name: string): Buffer {
  if (isIP(name) === 4) return der.implicit(7, Buffer.from(name.split(".").map(Number)));
  // The only address of the other family that servers here have.
  if (name === "::1") return der.implicit(7, Buffer.concat([Buffer.alloc(15), Buffer.from([1])]));
  return der.implicit(2, Buffer.from(name, "ascii"));
}

function idOf(key: KeyObject): Buffer {
  return createHash("sha1")
    .update(key.export({ type: "spki", format: "der" }))
    .digest();
}
