from sqlalchemy import create_engine

engine = create_engine(
    "databricks://token:secret@host?http_path=/sql/1.0/warehouses/1",
    connect_args={"user_agent_entry": "Acme_Loader/1.2.0"},
)
