provider "databricks" {
  client_secret = var.client_secret
}

provider "databricks" {
  alias = "second"
  token = var.workspace_pat_2
}

resource "random_password" "databricks" {
  token = "@@SECRET@@"
}
