import express from "express";
import { Warehouse } from "./warehouse.js";

const app = express();
const warehouse = new Warehouse({
  host: process.env.DATABRICKS_SERVER_HOSTNAME!,
  path: process.env.DATABRICKS_HTTP_PATH!,
  clientId: process.env.DATABRICKS_CLIENT_ID!,
  clientSecret: process.env.DATABRICKS_CLIENT_SECRET!,
});

app.get("/regions", async (_request, response, next) => {
  try {
    response.json(await warehouse.query("SELECT DISTINCT region FROM main.sales.orders"));
  } catch (error) {
    next(error);
  }
});

const server = app.listen(Number(process.env.PORT ?? 3000));
process.on("SIGTERM", () => server.close(() => void warehouse.close()));
