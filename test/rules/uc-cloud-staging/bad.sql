COPY INTO main.sales.orders
FROM 's3://acme-staging/orders/'
--    ^^^^^^^^^^^^^^^^^^^^^^^^^ uc-cloud-staging
FILEFORMAT = PARQUET;
CREATE TABLE main.a.c AS SELECT * FROM read_files('abfss://a@b.dfs.core.windows.net/x');
--                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ uc-cloud-staging
