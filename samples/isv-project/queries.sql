-- Revenue by region
SELECT * FROM main.sales.revenue_by_region;

-- The newest orders
SELECT order_id, customer_id, ordered_at, status, total
FROM main.sales.orders
ORDER BY ordered_at DESC
LIMIT 500;

-- A million rows, to see the grid at work
SELECT id, id * 2.5 AS amount, concat('order ', id) AS label FROM range(1000000);
