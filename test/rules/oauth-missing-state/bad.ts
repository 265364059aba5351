// databricks
export const url = (host: string, challenge: string) =>
  `https://${host}/oidc/v1/authorize?response_type=code&client_id=a&redirect_uri=b&state=xyz&code_challenge=${challenge}`;
//                                                                                ^^^^^^^^^^ oauth-missing-state
