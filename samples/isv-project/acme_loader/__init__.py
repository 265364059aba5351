"""Acme Loader: copies orders from a customer's Databricks workspace into Acme's planning service."""
