-- Databricks
CREATE TABLE main.a.b USING DELTA AS SELECT * FROM sales.orders o JOIN customers c ON o.id = c.id;
--                                                 ^^^^^^^^^^^^ uc-not-three-level
--                                                                     ^^^^^^^^^ uc-not-three-level
