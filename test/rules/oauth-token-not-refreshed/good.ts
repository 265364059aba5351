// Databricks
export async function call() {
  const token = await getAccessToken();
  return token;
}
const tokenProvider = createTokenProvider();
