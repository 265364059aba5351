package acme;

import org.apache.http.client.methods.HttpGet;

class Clusters {
    String list() throws Exception {
        return Clients.make().execute(new HttpGet("https://adb-1.2.azuredatabricks.net/api/2.0/clusters/list")).toString();
    }
}
