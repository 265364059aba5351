import { type CryptoKey, exportJWK, generateKeyPair, type JWK, jwtVerify, type JWTPayload, SignJWT } from "jose";
import { randomHex } from "../dataDir.ts";

/** What a subject token says. */
export interface SubjectToken {
  readonly subject: string;
  readonly audience: string;
  /** Negative for a token that has expired; an hour if absent. */
  readonly expiresInSeconds?: number;
  /** Default: the provider's own. */
  readonly issuer?: string;
  readonly claims?: Readonly<Record<string, unknown>>;
}

interface ProviderKey {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly kid: string;
}

/**
 * Somebody else's identity provider, for token federation: a key of its own, published at a route of its own. Exists for
 * tests and demonstrations only.
 */
export class IdentityProvider {
  readonly issuer: string;
  #made: Promise<ProviderKey> | undefined;

  constructor(issuer: string) {
    this.issuer = issuer;
  }

  /** Made on first use: most runs need none. */
  get #key(): Promise<ProviderKey> {
    this.#made ??= generateKeyPair("RS256", { extractable: true }).then((pair) => ({ ...pair, kid: randomHex(8) }));
    return this.#made;
  }

  async token({ subject, audience, expiresInSeconds = 3600, issuer, claims = {} }: SubjectToken): Promise<string> {
    const { privateKey, kid } = await this.#key;
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ ...claims })
      .setProtectedHeader({ alg: "RS256", kid, typ: "JWT" })
      .setIssuer(issuer ?? this.issuer)
      .setSubject(subject)
      .setAudience(audience)
      .setIssuedAt(now)
      .setExpirationTime(now + expiresInSeconds)
      .setJti(randomHex(8))
      .sign(privateKey);
  }

  /** The claims of a token that this provider has signed and that is still valid. */
  async verify(token: string): Promise<JWTPayload | undefined> {
    try {
      const { publicKey } = await this.#key;
      return (await jwtVerify(token, publicKey, { algorithms: ["RS256"], requiredClaims: ["exp"] })).payload;
    } catch {
      return undefined;
    }
  }

  /** The document behind `jwks_uri`. */
  async jwks(): Promise<{ readonly keys: readonly JWK[] }> {
    const { publicKey, kid } = await this.#key;
    return { keys: [{ ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" }] };
  }

  /** The document behind `<issuer>/.well-known/openid-configuration`. */
  metadata(): Readonly<Record<string, unknown>> {
    return {
      issuer: this.issuer,
      jwks_uri: `${this.issuer}/jwks.json`,
      id_token_signing_alg_values_supported: ["RS256"],
      subject_types_supported: ["public"],
      response_types_supported: ["id_token"],
    };
  }
}
