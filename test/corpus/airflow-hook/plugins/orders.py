from plugins.base import WarehouseHook


class OrdersHook(WarehouseHook):
    def __init__(self, provider):
        super().__init__("databricks_orders")
        self._provider = provider

    def provider(self):
        return self._provider

    def open_orders(self):
        with self.get_conn() as connection, connection.cursor() as cursor:
            cursor.execute("SELECT * FROM main.sales.orders WHERE state = 'open'")
            return cursor.fetchall()
