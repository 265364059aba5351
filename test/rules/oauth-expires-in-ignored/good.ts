export async function token() {
  const answer = await fetch("https://adb-1.2.azuredatabricks.net/oidc/v1/token", {
    headers: { "User-Agent": "Acme_Loader/1.2.0" },
  });
  const { access_token, expires_in } = await answer.json();
  return { access_token, until: Date.now() + expires_in * 1000 };
}
