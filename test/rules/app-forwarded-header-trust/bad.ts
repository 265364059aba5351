// Asks Databricks on behalf of the user.
export const user = (req: Request) => req.headers.get("x-forwarded-email");
//                                                     ^^^^^^^^^^^^^^^^^ app-forwarded-header-trust
