CREATE TABLE main.sales.orders_copy AS SELECT * FROM hive_metastore.sales.orders;

COPY INTO main.sales.orders FROM 'abfss://staging@ostrealake.dfs.core.windows.net/orders' FILEFORMAT = PARQUET;

CREATE TABLE main.sales.events (id BIGINT) USING DELTA LOCATION 'abfss://lake@ostrealake.dfs.core.windows.net/events';

GRANT ALL PRIVILEGES ON CATALOG main TO `account users`;
