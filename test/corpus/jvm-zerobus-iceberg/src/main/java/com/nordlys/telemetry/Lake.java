package com.nordlys.telemetry;

import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.rest.RESTCatalog;

public class Lake {
  private static final String URI = "https://dbc-00000000-0000.cloud.databricks.com/api/2.1/unity-catalog/iceberg-rest";

  public RESTCatalog tagged(String credential) {
    RESTCatalog catalog = new RESTCatalog();
    catalog.initialize("unity", Map.of("uri", URI, "credential", credential, "warehouse", "main", "header.User-Agent", "Nordlys_Telemetry/0.2.0"));
    return catalog;
  }

  public RESTCatalog untagged(String credential) {
    Map<String, String> properties = new HashMap<>();
    properties.put("uri", URI);
    properties.put("credential", credential);
    properties.put("warehouse", "main");
    RESTCatalog catalog = new RESTCatalog();
    catalog.initialize("unity", properties);
    return catalog;
  }

  public RESTCatalog polaris() {
    RESTCatalog catalog = new RESTCatalog();
    catalog.initialize("polaris", Map.of("uri", "https://polaris.internal/api/catalog", "warehouse", "main"));
    return catalog;
  }
}
