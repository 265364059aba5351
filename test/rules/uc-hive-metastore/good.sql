-- Moved from hive_metastore.sales.orders
/* Before:
   SELECT * FROM hive_metastore.sales.orders
*/
SELECT * FROM main.sales.orders;
SELECT * FROM main.hive_metastore.orders;
