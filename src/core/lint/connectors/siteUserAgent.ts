import type { TextRange } from "../../base/text.ts";
import type { Source } from "../languages/source.ts";
import { describeUserAgent } from "../resolve/userAgent.ts";
import type { TextValue, Value } from "../resolve/value.ts";
import { oneOf, optionsOf, unknown } from "../resolve/value.ts";
import type { GlobalTag, UserAgent } from "../sites.ts";
import type { CallOptions, Given } from "./callOptions.ts";
import type { GlobalTagFacts, UserAgentFacts } from "./facts.ts";

const nothing: Value = { kind: "null", node: undefined };

/** What the options of a call say about its User-Agent, over all ways through the code. */
export function describeWays(
  source: Source,
  facts: UserAgentFacts,
  ways: readonly CallOptions[],
): Omit<UserAgent, "insert"> {
  const found = ways.map((way) => findOption(facts, way));
  const values = ways.map((way, index) => valueIn(facts, way, found[index]));
  const combined: Value =
    values.length === 1 ? (values[0] ?? unknown) : { kind: "oneOf", options: values.flatMap(optionsOf), by: "branch" };
  const described = describeUserAgent(combined, source, localPlace(source, found));
  // Several callers hand in their options: one that sets none is a call that goes out untagged.
  const isMissing = values.some(({ kind }) => kind === "null");
  const given = found.find((candidate) => candidate !== undefined);
  const deprecated = given && deprecation(source, facts, given);
  return {
    ...described,
    status: isMissing && described.status !== "set-invalid" ? "missing" : described.status,
    ...(given ? { option: given.name } : {}),
    ...(deprecated ? { deprecated } : {}),
  };
}

/** Where this file says which value is meant, for values that stand in another. */
function localPlace(source: Source, found: readonly (Given | undefined)[]): TextRange | undefined {
  const node = found.find((given) => given?.node?.tree === source.root.tree)?.node;
  const value = node?.childForFieldName("value") ?? node;
  return value ? { start: value.startIndex, end: value.endIndex } : undefined;
}

/** What a call that tags the whole process says. */
export function describeTag(
  source: Source,
  { product, version, partner }: GlobalTagFacts,
  ways: readonly CallOptions[],
): Pick<GlobalTag, "status" | "values" | "value"> {
  if (partner || product === undefined) return { status: "set-valid", values: [] };
  const facts: UserAgentFacts = {
    options: [{ name: String(product) }, { name: "name" }, { name: "product" }],
    version: version === undefined ? "version" : String(version),
    insert: [],
  };
  const { status, values, value } = describeWays(source, facts, ways);
  return { status, values, ...(value === undefined ? {} : { value }) };
}

/** The option of a call that sets its User-Agent. */
export function findOption(facts: UserAgentFacts, way: CallOptions): Given | undefined {
  for (const { name } of facts.options) {
    const given = way.get(name);
    if (given) return given;
  }
  return undefined;
}

function valueIn(facts: UserAgentFacts, way: CallOptions, given: Given | undefined): Value {
  if (!given) return facts.options.some(({ name }) => way.mayHave(name)) ? unknown : nothing;
  const version = facts.options.find(({ name }) => name === given.name)?.version ?? facts.version;
  const named = version === undefined ? given.value : withVersion(given.value, version, way);
  return given.optional ? oneOf([...optionsOf(named), unknown], "branch") : named;
}

/** Name and version as one value, for clients that take them apart. */
function withVersion(product: Value, option: string, way: CallOptions): Value {
  const version = way.get(option)?.value;
  const suffix: TextValue["parts"] =
    version === undefined || version.kind === "null"
      ? way.mayHave(option)
        ? ["/", { source: option }]
        : []
      : ["/", ...(version.kind === "text" ? version.parts : [{ source: option }])];
  return oneOf(
    optionsOf(product).map((value) =>
      value.kind === "text" ? { ...value, parts: [...value.parts, ...suffix], isName: true } : value,
    ),
    product.kind === "oneOf" ? product.by : "branch",
  );
}

function deprecation(source: Source, facts: UserAgentFacts, given: Given): UserAgent["deprecated"] {
  const [right] = facts.options;
  if (!right || !facts.options.some(({ name, deprecated }) => deprecated && name === given.name)) return undefined;
  const key = given.node?.childForFieldName("key") ?? given.node?.childForFieldName("name");
  return key && key.tree === source.root.tree
    ? { name: given.name, replacement: right.name, range: { start: key.startIndex, end: key.endIndex } }
    : undefined;
}
