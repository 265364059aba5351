import type { ReadyQueryFolder } from "./readyQuery.ts";

export const identity: ReadyQueryFolder = {
  title: "Who am I here",
  queries: [
    {
      id: "current-user",
      title: "As whom statements run",
      about: [
        "A person's address when an app acts on behalf of its user; an application id when it acts for itself.",
        "Run it from the app, not from here, to see what the app is.",
      ],
      sql: `SELECT
  current_user() AS identity,
  CASE WHEN contains(current_user(), '@') THEN 'user' ELSE 'service principal' END AS kind,
  current_catalog() AS catalog,
  current_schema() AS schema`,
    },
  ],
};
