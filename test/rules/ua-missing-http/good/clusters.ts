import axios from "axios";

export const list = () => axios.get("https://adb-1.2.azuredatabricks.net/api/2.0/clusters/list");
