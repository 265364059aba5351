package acme;

import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;

/** For Databricks. */
class Clients {
    static CloseableHttpClient make() {
        return HttpClients.custom().setUserAgent("Acme_Loader/1.2.0").build();
    }
}
