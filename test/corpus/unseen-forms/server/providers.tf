provider "databricks" {
  host  = "https://dbc-0a1b2c3d-4e5f.cloud.databricks.com"
  token = var.workspace_pat_2
}
