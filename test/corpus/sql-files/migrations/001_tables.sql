-- Old tables lived in hive_metastore.sales; nothing may point there.
CREATE SCHEMA IF NOT EXISTS main.sales;

CREATE TABLE IF NOT EXISTS main.sales.orders (
  id BIGINT,
  amount DECIMAL(18, 2)
) TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true');

CREATE VOLUME IF NOT EXISTS main.sales.staging;

COPY INTO main.sales.orders FROM '/Volumes/main/sales/staging/orders' FILEFORMAT = JSON;

GRANT SELECT ON TABLE main.sales.orders TO `6f1b0a52-0000-4000-8000-000000000001`;
