import type { KnownError } from "./knownError.ts";
import { accessErrors } from "./table/access.ts";
import { lakebaseErrors } from "./table/lakebase.ts";
import { lakebaseServerErrors } from "./table/lakebaseServer.ts";
import { oauthErrors } from "./table/oauth.ts";
import { signInErrors } from "./table/signIn.ts";
import { userAgentErrors } from "./table/userAgent.ts";

/** By subject, as docs/errors.md shows them. */
export const knownErrorGroups: readonly { readonly title: string; readonly errors: readonly KnownError[] }[] = [
  { title: "Lakebase", errors: [...lakebaseErrors, ...lakebaseServerErrors] },
  { title: "Signing in", errors: signInErrors },
  { title: "OAuth and federation", errors: oauthErrors },
  { title: "User-Agent", errors: userAgentErrors },
  { title: "Access, apps, Java", errors: accessErrors },
];

/** All known errors. Where two fit one line with forms of one kind, the first is meant: Lakebase is the narrowest subject. */
export const knownErrors: readonly KnownError[] = knownErrorGroups.flatMap(({ errors }) => errors);
