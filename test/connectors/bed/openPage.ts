// What a browser does with a page that only redirects: `node openPage.ts <address>`. It keeps cookies, each for its origin.
const mostRedirects = 20;
const cookies = new Map<string, Map<string, string>>();

let address = new URL(process.argv[2] ?? "");
for (let i = 0; ; i++) {
  if (i === mostRedirects)
    throw new Error(`The browser was sent on ${mostRedirects} times, at last to ${address.href}`);
  const answer = await visit(address);
  const next = answer.headers.get("location");
  if (answer.status < 300 || answer.status > 399 || next === null) {
    if (!answer.ok) throw new Error(`The browser was shown an error page (${answer.status}): ${await answer.text()}`);
    break;
  }
  address = new URL(next, address);
}

async function visit(page: URL): Promise<Response> {
  const jar = cookies.get(page.origin) ?? new Map<string, string>();
  cookies.set(page.origin, jar);
  const cookie = Array.from(jar, (pair) => pair.join("=")).join("; ");
  const answer = await fetch(page, { redirect: "manual", headers: { "user-agent": "Mozilla/5.0", cookie } });
  for (const line of answer.headers.getSetCookie()) {
    const [name = "", value = ""] = line.split(/[=;]/, 2);
    jar.set(name, value);
  }
  return answer;
}
