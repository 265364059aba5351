SELECT * FROM hive_metastore.sales.orders; -- hive_metastore.x
--            ^^^^^^^^^^^^^^ uc-hive-metastore
CREATE TABLE main.a.b AS SELECT * FROM `hive_metastore`.sales.orders;
--                                     ^^^^^^^^^^^^^^^^ uc-hive-metastore
