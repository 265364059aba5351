import type { GenieSpace, SearchIndex } from "./samples.ts";
import type { Caller, SqlRun } from "./sqlRun.ts";
import { textArgument, type Tool } from "./tool.ts";

/** SQL as tools; names are those of the managed server. */
export function sqlTools(sql: SqlRun, caller: Caller): Tool[] {
  return [
    {
      name: "execute_sql_read_only",
      description: "Runs one query and answers with its first 100 rows.",
      properties: { query: { type: "string", description: "A SELECT, SHOW or DESCRIBE statement" } },
      call: async (input) => {
        const query = textArgument(input, "query");
        if (!/^\s*(?:select|with|values|show|describe)\b/i.test(query)) throw new Error("Only queries are allowed.");
        return sql.rows(query, caller);
      },
    },
  ];
}

/**
 * Search over an index. A real index compares embeddings; this one ranks by how many of the words occur, and says so.
 */
export function searchTools(index: SearchIndex, sql: SqlRun, caller: Caller): Tool[] {
  const text = `lower(concat_ws(' ', ${index.columns.join(", ")}))`;
  return [
    {
      name: index.name.replaceAll(".", "__"),
      description: `Searches ${index.table}. The emulated workspace ranks rows by the words they share with the query.`,
      properties: {
        query: { type: "string", description: "What to look for" },
        num_results: { type: "integer", description: "At most 20; 5 if absent" },
      },
      optional: ["num_results"],
      call: async (input) => {
        const words = [
          ...new Set(
            textArgument(input, "query")
              .toLowerCase()
              .match(/[\p{L}\p{N}]+/gu) ?? [],
          ),
        ].slice(0, 10);
        if (words.length === 0) return { columns: [], rows: [], truncated: false };
        const wanted = Number(input["num_results"] ?? 5);
        const limit = Number.isInteger(wanted) ? Math.min(Math.max(wanted, 1), 20) : 5;
        const score = words.map((_, i) => `CASE WHEN contains(${text}, :w${i}) THEN 1 ELSE 0 END`).join(" + ");
        const columns = [index.primaryKey, ...index.columns].join(", ");
        const query = `SELECT * FROM (SELECT ${columns}, ${score} AS score FROM ${index.table}) AS found
          WHERE score > 0 ORDER BY score DESC, ${index.primaryKey} LIMIT ${limit}`;
        const parameters = words.map((value, i) => ({ name: `w${i}`, type: "STRING", value }));
        return sql.rows(query, caller, parameters);
      },
    },
  ];
}

/** The tools of Genie. There is no language model here, so a question ends with that, never with an invented answer. */
export function genieTools(space: GenieSpace | undefined): Tool[] {
  const about = space === undefined ? "all that you may see" : space.title;
  const refuse = (): Promise<never> =>
    Promise.reject(new Error("The emulated workspace has no language model that could answer questions."));
  const conversation = { conversation_id: { type: "string" }, message_id: { type: "string" } } as const;
  return [
    {
      name: "genie_ask",
      description: `Asks a question about ${about}; the answer is fetched with genie_poll_response.`,
      properties: {
        question: { type: "string", description: "In plain words" },
        conversation_id: { type: "string", description: "Goes on with a conversation" },
      },
      optional: ["conversation_id"],
      call: refuse,
    },
    {
      name: "genie_poll_response",
      description: "Fetches an answer; ask again until its status is COMPLETED.",
      properties: conversation,
      call: refuse,
    },
    {
      name: "genie_get_query_result",
      description: "Fetches the rows behind an answer.",
      properties: { ...conversation, attachment_id: { type: "string" } },
      call: refuse,
    },
  ];
}

/** Tools of the support desk, which stands behind a connection. */
export function deskTools(sql: SqlRun, caller: Caller): Tool[] {
  return [
    {
      name: "find_tickets",
      description: "Tickets of one priority, the newest first.",
      properties: { priority: { type: "string", description: "low, normal or urgent" } },
      call: async (input) =>
        sql.rows(
          "SELECT ticket_id, subject, opened_at FROM main.ops.tickets WHERE priority = :priority ORDER BY opened_at DESC LIMIT 10",
          caller,
          [{ name: "priority", type: "STRING", value: textArgument(input, "priority") }],
        ),
    },
    {
      name: "count_tickets",
      description: "How many tickets there are.",
      properties: {},
      call: async () => (await sql.rows("SELECT count(*) FROM main.ops.tickets", caller)).rows[0]?.[0],
    },
  ];
}

/** Tools of the app `mcp-parcels`. */
export function parcelTools(sql: SqlRun, caller: Caller): Tool[] {
  return [
    {
      name: "track_parcel",
      description: "Carrier and state of one parcel.",
      properties: { shipment_id: { type: "string", description: "Such as SHP-000007" } },
      call: async (input) =>
        sql.rows("SELECT carrier, shipped_on, delivered_at FROM main.ops.shipments WHERE shipment_id = :id", caller, [
          { name: "id", type: "STRING", value: textArgument(input, "shipment_id") },
        ]),
    },
    {
      name: "who_am_i",
      description: "Whose identity the app works with.",
      properties: {},
      call: async () => (await sql.rows("SELECT current_user()", caller)).rows[0]?.[0],
    },
  ];
}
