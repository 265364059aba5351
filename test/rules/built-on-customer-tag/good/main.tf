resource "databricks_cluster" "main" {
  spark_version = "16.4.x-scala2.12"
  custom_tags = {
    "customer_id" = var.customer
  }
}

resource "databricks_grants" "x" {
  catalog = "main"
}
