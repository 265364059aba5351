import { calculateJwkThumbprint, exportJWK, generateKeyPair, type CryptoKey, importJWK, type JWK } from "jose";
import type { DataDir } from "../dataDir.ts";

export interface SigningKey {
  /** Private, with `kid`, `alg` and `use`. */
  readonly jwk: JWK;
  readonly publicKey: CryptoKey;
}

const file = "oidc-signing.jwk";

/** The key that signs tokens; kept between starts, so that a client's tokens stay valid. */
export async function loadSigningKey(dataDir: DataDir): Promise<SigningKey> {
  const jwk = stored(await dataDir.read(file)) ?? (await makeKey(dataDir));
  const publicParts: JWK = {
    kty: "RSA",
    alg: "RS256",
    ...(jwk.n === undefined ? {} : { n: jwk.n }),
    ...(jwk.e === undefined ? {} : { e: jwk.e }),
  };
  const publicKey = await importJWK(publicParts, "RS256");
  if (publicKey instanceof Uint8Array) throw new Error("The signing key is not an RSA key");
  return { jwk, publicKey };
}

function stored(text: string | undefined): JWK | undefined {
  if (text === undefined) return undefined;
  try {
    const jwk = JSON.parse(text) as JWK;
    return jwk.kty === "RSA" && typeof jwk.d === "string" && typeof jwk.kid === "string" ? jwk : undefined;
  } catch {
    return undefined;
  }
}

async function makeKey(dataDir: DataDir): Promise<JWK> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk = await exportJWK(privateKey);
  const complete: JWK = { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: "RS256", use: "sig" };
  await dataDir.writeSecret(file, JSON.stringify(complete));
  return complete;
}
