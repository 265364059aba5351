provider "databricks" {
  host          = "https://acme.cloud.databricks.com"
  client_id     = "5f2c"
  client_secret = "@@SECRET@@"
#                  ^^^^^^^^^^^^^^^^^^^^^^^^ secret-assigned-literal
}
