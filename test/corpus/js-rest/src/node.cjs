const https = require("node:https");
const got = require("got");

const HEADERS = { "user-agent": "Ostrea_Console/2.0.1" };

function statement(host, token, id) {
  return new Promise((resolve, reject) => {
    const request = https.request(
      {
        hostname: host,
        path: `/api/2.0/sql/statements/${id}`,
        method: "GET",
        headers: { Authorization: `Bearer ${token}` },
      },
      (response) => {
        let text = "";
        response.on("data", (part) => (text += part));
        response.on("end", () => resolve(JSON.parse(text)));
      },
    );
    request.on("error", reject);
    request.end();
  });
}

async function clusters(token) {
  return got("https://dbc-00000000-0000.cloud.databricks.com/api/2.1/clusters/list", {
    headers: { ...HEADERS, Authorization: `Bearer ${token}` },
  }).json();
}

module.exports = { statement, clusters };
