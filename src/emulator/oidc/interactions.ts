import type { Provider } from "oidc-provider";
import { send, type Call } from "../http/call.ts";
import { escapeHtml, sendPage } from "../http/page.ts";
import type { IdentityStore } from "../identity.ts";

/** What a scope lets an app do, in words for people. */
const meaning: Record<string, string> = {
  openid: "Know who you are",
  profile: "See your name",
  email: "See your e-mail address",
  offline_access: "Stay signed in while you are away",
  "all-apis": "Use every API of the workspace as you",
  sql: "Run SQL as you",
};

type Details = Awaited<ReturnType<Provider["interactionDetails"]>>;

/** The pages between an application's request and its answer: sign in, then allow or deny. */
export class Interactions {
  readonly #identity: IdentityStore;
  readonly #autoConsent: boolean;

  constructor(options: { readonly identity: IdentityStore; readonly autoConsent: boolean }) {
    this.#identity = options.identity;
    this.#autoConsent = options.autoConsent;
  }

  /** Handles `/oidc/interaction/<uid>[/login|/allow|/deny]`. */
  async handle(call: Call, provider: Provider): Promise<void> {
    const { request, response } = call;
    const action = /^\/oidc\/interaction\/[\w-]+\/?(login|allow|deny)?$/.exec(call.url.pathname)?.[1];
    let details: Details;
    try {
      details = await provider.interactionDetails(request, response);
    } catch {
      sendPage(
        response,
        400,
        "Sign-in expired",
        "<h1>This sign-in has expired</h1><p>It was finished already, took too long, or was started in another browser. Start it again.</p>",
      );
      return;
    }
    const isPost = request.method === "POST";
    if (this.#autoConsent && !isPost) return this.#autoAnswer(call, provider, details);
    if (!isPost && action === undefined) return this.#show(call, provider, details);
    if (!isPost) {
      send(response, 405, "text/plain; charset=utf-8", "Method not allowed", { allow: "POST" });
      return;
    }
    const form = new URLSearchParams((await call.body()).toString("utf8"));
    if (action === "login") return this.#login(call, provider, form.get("user") ?? "");
    if (action === "allow") return this.#allow(call, provider, details);
    await provider.interactionFinished(
      request,
      response,
      { error: "access_denied", error_description: "The user denied the request" },
      { mergeWithLastSubmission: false },
    );
  }

  async #autoAnswer(call: Call, provider: Provider, details: Details): Promise<void> {
    if (details.prompt.name === "login") return this.#login(call, provider, this.#identity.defaultUser.userName);
    return this.#allow(call, provider, details);
  }

  async #login(call: Call, provider: Provider, userName: string): Promise<void> {
    const user = this.#identity.users.find((item) => item.userName === userName);
    if (user === undefined) {
      sendPage(call.response, 400, "Unknown user", "<h1>Unknown user</h1><p>Go back and choose one of the users.</p>");
      return;
    }
    await provider.interactionFinished(
      call.request,
      call.response,
      { login: { accountId: user.userName } },
      { mergeWithLastSubmission: false },
    );
  }

  async #allow(call: Call, provider: Provider, details: Details): Promise<void> {
    const accountId = details.session?.accountId;
    if (accountId === undefined) throw new Error("Consent was given without a user");
    const known = details.grantId === undefined ? undefined : await provider.Grant.find(details.grantId);
    const grant = known ?? new provider.Grant({ accountId, clientId: String(details.params["client_id"]) });
    const missing = details.prompt.details as {
      missingOIDCScope?: string[];
      missingResourceScopes?: Record<string, string[]>;
    };
    if (missing.missingOIDCScope !== undefined) grant.addOIDCScope(missing.missingOIDCScope.join(" "));
    for (const [indicator, scopes] of Object.entries(missing.missingResourceScopes ?? {})) {
      grant.addResourceScope(indicator, scopes.join(" "));
    }
    // The library counts our scopes as OpenID scopes too; without this it would ask for consent again and again.
    grant.addOIDCScope(scopeText(details));
    const grantId = await grant.save();
    await provider.interactionFinished(
      call.request,
      call.response,
      { consent: { grantId } },
      { mergeWithLastSubmission: true },
    );
  }

  async #show(call: Call, provider: Provider, details: Details): Promise<void> {
    const client = await provider.Client.find(String(details.params["client_id"]));
    const app = escapeHtml(client?.clientName ?? String(details.params["client_id"]));
    const action = `/oidc/interaction/${encodeURIComponent(details.uid)}`;
    if (details.prompt.name === "login") {
      const users = this.#identity.users.map(
        (user, i) =>
          `<label><input type="radio" name="user" value="${escapeHtml(user.userName)}"${i === 0 ? " checked" : ""}><span>${escapeHtml(user.displayName)}<small>${escapeHtml(user.userName)}</small></span></label>`,
      );
      sendPage(
        call.response,
        200,
        "Sign in",
        `<h1>Sign in</h1><p>to continue to <strong>${app}</strong>. No password is needed: these users exist only in the emulated workspace.</p>
<form method="post" action="${action}/login">${users.join("")}
<div class="actions"><button class="main" type="submit" name="submit" value="login">Sign in</button></div></form>`,
      );
      return;
    }
    const scopes = scopeText(details)
      .split(" ")
      .filter((scope) => scope !== "");
    const items = scopes.map(
      (scope) => `<li>${escapeHtml(meaning[scope] ?? "")} <code>${escapeHtml(scope)}</code></li>`,
    );
    sendPage(
      call.response,
      200,
      "Allow access",
      `<h1>Allow ${app}?</h1><p>Signed in as <strong>${escapeHtml(details.session?.accountId ?? "")}</strong>. The application wants to:</p><ul>${items.join("")}</ul>
<form method="post"><div class="actions"><button type="submit" formaction="${action}/deny">Deny</button><button class="main" type="submit" formaction="${action}/allow">Allow</button></div></form>`,
    );
  }
}

function scopeText(details: Details): string {
  const { scope } = details.params;
  return typeof scope === "string" ? scope : "openid";
}
