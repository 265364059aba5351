import type { HttpCall } from "../../core/connections/httpRequest.ts";
import { jsonProblem, pathProblem } from "../../core/connections/httpRequest.ts";
import type { Back } from "../platform/steps.ts";
import { askChoice, askText, back } from "../platform/steps.ts";

const methods = [
  { label: "GET", description: "reads", value: "GET" },
  { label: "POST", description: "sends JSON; the other service may change something", value: "POST" },
] as const;

/** Asks what to call through a connection. Undefined when the user backs out. @param path called before, or `/` */
export async function askCall(connection: string, path: string): Promise<HttpCall | undefined> {
  const title = `Call through ${connection}`;
  let call: HttpCall = { connection, method: "GET", path };
  let step = 1;
  for (;;) {
    const place = { title, step, of: call.method === "POST" ? 3 : 2 };
    const answer = step === 1 ? await askMethod(place) : await askPart(place, call);
    if (answer === undefined) return undefined;
    if (answer === back) {
      step--;
      continue;
    }
    call = { ...call, ...answer };
    if (step > 1 && step === place.of) {
      const { method } = call;
      return method === "GET" ? { connection, method, path: call.path } : call;
    }
    step++;
  }
}

type Place = Parameters<typeof askText>[0];
type Answer = Partial<HttpCall> | Back | undefined;

async function askMethod(place: Place): Promise<Answer> {
  const answer = await askChoice<HttpCall["method"]>(place, { placeholder: "How?", choices: methods });
  return typeof answer === "string" ? { method: answer } : answer;
}

async function askPart(place: Place, { path, json }: HttpCall): Promise<Answer> {
  if (place.step === 2) {
    const prompt = "Path below the connection's base path";
    const answer = await askText(place, { prompt, placeholder: "/", validate: pathProblem }, path);
    return typeof answer === "string" ? { path: answer } : answer;
  }
  const answer = await askText(place, { prompt: "Body, in JSON", validate: jsonProblem }, json ?? "{}");
  return typeof answer === "string" ? { json: answer } : answer;
}
