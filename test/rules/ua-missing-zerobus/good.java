package com.acme.loader;

import com.databricks.zerobus.ZerobusSdk;

class Ingest {
  ZerobusSdk sdk(String server, String workspace) {
    return ZerobusSdk.builder(server, workspace).applicationName("Acme_Loader/1.2.0").build();
  }
}
