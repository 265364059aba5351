provider "databricks" {
  client_secret = var.client_secret
}

resource "random_password" "databricks" {
  token = "@@SECRET@@"
}
