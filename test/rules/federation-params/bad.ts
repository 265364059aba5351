// databricks
export const body = { grant_type: "urn:ietf:params:oauth:grant-type:token-exchange", subject_token: jwt };
//                                                                                   ^^^^^^^^^^^^^^^ federation-params
