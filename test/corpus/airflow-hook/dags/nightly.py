from datetime import datetime

from airflow import DAG
from airflow.operators.python import PythonOperator
from airflow.providers.databricks.operators.databricks import DatabricksRunNowOperator

from plugins.orders import OrdersHook


def count():
    from plugins.providers import service_principal

    return len(OrdersHook(service_principal()).open_orders())


with DAG("nightly", start_date=datetime(2025, 1, 1), schedule="@daily", catchup=False) as dag:
    counted = PythonOperator(task_id="count", python_callable=count)
    refresh = DatabricksRunNowOperator(task_id="refresh", job_id=42, databricks_conn_id="databricks_default")
    counted >> refresh
