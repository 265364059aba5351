-- Databricks
WITH recent AS (SELECT * FROM main.sales.orders)
SELECT * FROM recent JOIN main.sales.customers USING (id);
CREATE TABLE main.a.b USING DELTA AS SELECT * FROM explode(x), information_schema.tables;
