package com.nordlys.telemetry;

import com.databricks.zerobus.TableProperties;
import com.databricks.zerobus.ZerobusSdk;
import com.databricks.zerobus.ZerobusStream;

public class Ingest {
  public ZerobusStream<Event> open() throws Exception {
    ZerobusSdk sdk = new ZerobusSdk(System.getenv("ZEROBUS_ENDPOINT"), System.getenv("DATABRICKS_HOST"));
    TableProperties<Event> table = new TableProperties<>("main.telemetry.events", Event.getDefaultInstance());
    return sdk.createStream(table, System.getenv("DATABRICKS_CLIENT_ID"), System.getenv("DATABRICKS_CLIENT_SECRET")).get();
  }
}
