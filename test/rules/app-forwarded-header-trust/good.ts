// Databricks: other forwarding headers say nothing about users.
export const host = (req: Request) => req.headers.get("x-forwarded-host");
