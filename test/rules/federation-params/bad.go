package a

// databricks
var a = map[string]string{"grant_type": "urn:ietf:params:oauth:grant-type:token-exchange", "subject_token": jwt, "subject_token_type": "jwt"}
//                                                                                                                ^^^^^^^^^^^^^^^^^^^^^^^^^ federation-params
