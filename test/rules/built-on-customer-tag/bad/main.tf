resource "databricks_cluster" "main" {
# <- built-on-customer-tag 0 36
  spark_version = "16.4.x-scala2.12"
}
