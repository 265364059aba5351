export async function token() {
  const answer = await fetch("https://adb-1.2.azuredatabricks.net/oidc/v1/token", {
    //                 ^^^^^ oauth-expires-in-ignored
    headers: { "User-Agent": "Acme_Loader/1.2.0" },
  });
  return (await answer.json()).access_token;
}
