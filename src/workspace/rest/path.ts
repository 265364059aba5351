import { PwafError } from "../../core/base/errors.ts";

/**
 * A name as one segment of a URL path. Names of tables hold quotes, slashes and percent signs; none of them may
 * change which route is called.
 * @throws PwafError `bad-request` for names that no encoding can carry: URLs drop `.` and `..`, and an empty
 * segment would call the list route.
 */
export function pathSegment(name: string): string {
  if (name === "" || name === "." || name === "..") {
    throw new PwafError("bad-request", `“${name}” is not a name that a workspace can look up.`);
  }
  // A surrogate without its partner makes `encodeURIComponent` throw.
  return encodeURIComponent(name.replace(/\p{Surrogate}/gu, "\u{fffd}"));
}
