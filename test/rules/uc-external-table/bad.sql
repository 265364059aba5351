CREATE OR REPLACE TABLE main.sales.orders (
  id BIGINT
)
USING DELTA
LOCATION 's3://acme/orders';
-- <- uc-external-table 0 8
