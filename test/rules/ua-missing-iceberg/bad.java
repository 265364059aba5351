package com.acme.loader;

import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.rest.RESTCatalog;

class Catalogs {
  private static final String URI = "https://dbc-00000000-0000.cloud.databricks.com/api/2.1/unity-catalog/iceberg-rest";

  RESTCatalog rest(String credential) {
    RESTCatalog catalog = new RESTCatalog();
    catalog.initialize("main", Map.of("uri", URI, "credential", credential, "warehouse", "main"));
//          ^^^^^^^^^^ ua-missing-iceberg
    return catalog;
  }

  Catalog built(String token) {
    Map<String, String> properties = new HashMap<>();
    properties.put("type", "rest");
    properties.put("uri", URI);
    properties.put("token", token);
    return CatalogUtil.buildIcebergCatalog("main", properties, null);
//                     ^^^^^^^^^^^^^^^^^^^ ua-missing-iceberg
  }
}
