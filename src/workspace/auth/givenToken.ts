import { decodeJwt } from "../../core/federation/jwt.ts";
import { PwafError } from "../../core/base/errors.ts";

/** The last moment that dates know, in milliseconds since 1970: a personal access token does not say when it ends. */
const never = 8.64e15;

/**
 * When a token ends that the user has given, in milliseconds since 1970. An OAuth access token that another program hands
 * through (token pass-through) says so itself; nothing is verified.
 * @throws PwafError `unauthenticated` when that was before `now`.
 */
export function endOfGivenToken(token: string, now: number): number {
  const seconds = decodeJwt(token)?.expiresAt;
  if (seconds === undefined) return never;
  if (seconds * 1000 > now) return seconds * 1000;
  throw new PwafError("unauthenticated", "The token that was handed through has expired.", {
    hint: "OAuth tokens live for an hour: sign in again with a new one, from the program that has it.",
  });
}
