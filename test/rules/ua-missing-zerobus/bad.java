package com.acme.loader;

import com.databricks.zerobus.ZerobusSdk;

class Ingest {
  void run(String server, String workspace) {
    try (ZerobusSdk sdk = new ZerobusSdk(server, workspace)) {
//                            ^^^^^^^^^^ ua-missing-zerobus
      sdk.createJsonStream("main.sales.orders", "client", "secret");
    }
    ZerobusSdk built = ZerobusSdk.builder(server, workspace).build();
//                                ^^^^^^^ ua-missing-zerobus
  }
}
