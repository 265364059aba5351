import type { DoctorInput } from "../../../../src/core/doctor/input.ts";

export const now = Date.UTC(2026, 0, 15, 12);

/** Fake secrets, put together so that no scanner takes them for real ones. */
export const pat = ["da", "pi"].join("") + "0".repeat(32);
export const oauthSecret = ["do", "se"].join("") + "1".repeat(32);

/** A JWT that nobody has signed. Times in seconds from `now`. */
export function jwt(claims: Readonly<Record<string, unknown>>, expiresIn = 3600): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return [part({ alg: "RS256" }), part({ exp: now / 1000 + expiresIn, ...claims }), "signature"].join(".");
}

export const host = "https://adb-1234567890123456.7.azuredatabricks.net";

/** An input with nothing wrong, changed where a test wants it. */
export function sampleInput(change: Partial<DoctorInput> & { readonly cfg?: string } = {}): DoctorInput {
  const { cfg, ...rest } = change;
  return {
    place: "this terminal",
    environment: {},
    configFile: { path: "~/.databrickscfg", ...(cfg === undefined ? {} : { text: cfg }) },
    files: [],
    now,
    ...rest,
  };
}
