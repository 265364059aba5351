package com.acme.loader;

import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.rest.RESTCatalog;

class Catalogs {
  private static final String URI = "https://dbc-00000000-0000.cloud.databricks.com/api/2.1/unity-catalog/iceberg-rest";

  void tagged(RESTCatalog catalog, Map<String, String> given) {
    catalog.initialize("main", Map.of("uri", URI, "header.User-Agent", "Acme_Loader/1.2.0"));
    Map<String, String> properties = new HashMap<>(given);
    properties.put("uri", URI);
    CatalogUtil.buildIcebergCatalog("main", properties, null);
    catalog.initialize("other", Map.of("uri", "https://catalog.example.com/iceberg"));
  }
}
