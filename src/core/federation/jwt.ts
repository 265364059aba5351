/** What a JSON Web Token says about itself. Nobody has verified it. Times are in seconds since 1970. */
export interface JwtClaims {
  readonly algorithm: string;
  readonly keyId?: string;
  readonly issuer?: string;
  readonly subject?: string;
  readonly audiences: readonly string[];
  readonly issuedAt?: number;
  readonly notBefore?: number;
  readonly expiresAt?: number;
  /** All claims, as the token has them. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Reads a token on this machine, without asking anybody. Undefined for a text that is no JWT. Source: RFC 7519. */
export function decodeJwt(token: string): JwtClaims | undefined {
  const parts = token.trim().split(".");
  if (parts.length !== 3) return undefined;
  const header = readPart(parts[0] ?? "");
  const claims = readPart(parts[1] ?? "");
  if (!header || !claims) return undefined;
  const { aud } = claims;
  const list: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  return {
    algorithm: text(header["alg"]) ?? "",
    ...defined("keyId", text(header["kid"])),
    ...defined("issuer", text(claims["iss"])),
    ...defined("subject", text(claims["sub"])),
    audiences: list.filter((audience): audience is string => typeof audience === "string"),
    ...defined("issuedAt", seconds(claims["iat"])),
    ...defined("notBefore", seconds(claims["nbf"])),
    ...defined("expiresAt", seconds(claims["exp"])),
    claims,
  };
}

function readPart(part: string): Record<string, unknown> | undefined {
  try {
    const binary = atob(part.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    const json: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return typeof json === "object" && json !== null && !Array.isArray(json) ? { ...json } : undefined;
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function seconds(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function defined<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}
