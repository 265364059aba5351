import com.databricks.connect.DatabricksSession

object Session {
  val spark = DatabricksSession.builder().userAgent("acme-loader").getOrCreate()
//                                                  ^^^^^^^^^^^^^ ua-invalid-format
}
