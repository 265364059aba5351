import type { FederationInput, FederationState } from "../../protocol/doctor.ts";
import { button, el, setText, withCode } from "../shared/dom.ts";
import { errorNotice } from "../shared/notice.ts";
import type { DoctorPort } from "./doctorPort.ts";
import { field } from "./field.ts";
import { table } from "./reportPane.ts";

const verdicts = { equal: "equal", differs: "differs", open: "cannot be known here" } as const;

/** Compares an identity token with a federation policy, and tries the exchange. */
export class FederationPane {
  readonly element = el("section", { class: "pane federation" });
  readonly #port: DoctorPort;
  readonly #token = el("input", {
    id: "token",
    type: "password",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "Empty: the token that the profile names",
  });
  readonly #policy = el("textarea", {
    id: "policy",
    rows: 7,
    spellcheck: "false",
    placeholder: '{"oidc_policy": {"issuer": "https://…", "audiences": ["…"], "subject": "…"}}',
  });
  readonly #clientId = el("input", {
    id: "client-id",
    type: "text",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "Empty: federation of the whole account",
  });
  readonly #fetch: HTMLButtonElement;
  readonly #sentTo = el("p", { class: "muted" });
  readonly #exchange: HTMLButtonElement;
  readonly #result = el("div", { class: "federation-result" });

  constructor(port: DoctorPort) {
    this.#port = port;
    this.#fetch = button("Fetch from the account", "secondary", () => port.send("fetchPolicies", undefined));
    this.#exchange = button("Try the exchange", "secondary", () => port.send("exchange", this.#input));
    const form = el(
      "form",
      { class: "federation-form" },
      el("p", { class: "muted" }, "The token is read and compared on this machine."),
      field("Identity token (JWT)", this.#token),
      field("Federation policy (JSON)", this.#policy),
      this.#fetch,
      field("Application id of the service principal", this.#clientId),
      el(
        "div",
        { class: "buttons" },
        el("button", { type: "submit", class: "button primary" }, "Compare"),
        this.#exchange,
      ),
      this.#sentTo,
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      port.send("compare", this.#input);
    });
    this.element.append(form, this.#result);
  }

  fill({ policy, clientId }: Partial<Pick<FederationInput, "policy" | "clientId">>): void {
    if (policy !== undefined) {
      this.#policy.value = policy;
      this.#port.send("compare", this.#input);
    }
    if (clientId !== undefined && this.#clientId.value === "") this.#clientId.value = clientId;
  }

  /** Shows what was found, and gives it in a few words. */
  show(state: FederationState): string {
    const { claims, tokenProblem, policyName, policyProblem, rows, exchange, sentTo, canFetch } = state;
    this.#fetch.disabled = !canFetch;
    this.#fetch.title = canFetch ? "" : "Needs a profile of the account console that is signed in.";
    this.#exchange.disabled = sentTo === "" || exchange?.kind === "running";
    setText(
      this.#sentTo,
      sentTo === ""
        ? "Choose a profile to try the exchange."
        : `“Try the exchange” sends the token to ${sentTo} and to nobody else.`,
    );
    const differing = rows.filter(({ verdict }) => verdict === "differs").length;
    const verdict = differing === 0 ? "Token and policy agree." : `${differing} of ${rows.length} differ.`;
    this.#result.replaceChildren(
      ...exchangeParts(exchange, sentTo),
      ...(tokenProblem === undefined ? [] : [problem(tokenProblem)]),
      ...(policyProblem === undefined ? [] : [problem(policyProblem)]),
      ...(rows.length === 0
        ? []
        : [
            el("h2", {}, policyName === undefined ? "Comparison" : `Comparison with ${policyName}`),
            el("p", { class: differing === 0 ? "agrees" : "differs" }, verdict),
            table(
              ["What", "Token", "Wanted", "Result"],
              rows.map(({ what, token, wanted, verdict: result, advice }) => ({
                cells: [
                  what,
                  token,
                  wanted,
                  advice === undefined ? verdicts[result] : `${verdicts[result]}. ${advice}`,
                ],
                class: result === "equal" ? "" : result,
              })),
            ),
          ]),
      ...(claims.length === 0 ? [] : [el("h2", {}, "What the token says"), facts(claims)]),
    );
    if (exchange?.kind === "granted") return "The exchange works.";
    if (exchange?.kind === "refused") return exchange.error.message;
    return tokenProblem ?? policyProblem ?? (rows.length === 0 ? "" : verdict);
  }

  get #input(): FederationInput {
    return { token: this.#token.value, policy: this.#policy.value, clientId: this.#clientId.value };
  }
}

function exchangeParts(exchange: FederationState["exchange"], sentTo: string): HTMLElement[] {
  switch (exchange?.kind) {
    case "running":
      return [el("h2", {}, "Exchange"), el("p", { class: "muted" }, `Asking ${sentTo}…`)];
    case "granted":
      return [
        el("h2", {}, "Exchange"),
        el("p", { class: "agrees" }, "The workspace gave an access token. It was not kept."),
        facts(exchange.facts),
      ];
    case "refused":
      return [
        el("h2", {}, "Exchange"),
        errorNotice(
          {
            message: exchange.error.message,
            ...(exchange.error.hint === undefined ? {} : { hint: exchange.error.hint }),
          },
          () => undefined,
        ),
      ];
    case undefined:
      return [];
  }
}

function problem(text: string): HTMLElement {
  return el("p", { class: "differs" }, ...withCode(text));
}

function facts(pairs: readonly (readonly [string, string])[]): HTMLElement {
  return el(
    "dl",
    { class: "federation-facts" },
    ...pairs.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]),
  );
}
