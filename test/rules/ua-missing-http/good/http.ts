import axios from "axios";

/** Requests to Databricks. */
axios.interceptors.request.use((request) => {
  request.headers.set("User-Agent", "Acme_Loader/1.2.0");
  return request;
});
