// databricks
export const query = `a=1&code_challenge_method=plain`;
//                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^ oauth-pkce-plain
