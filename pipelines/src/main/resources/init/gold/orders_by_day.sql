SELECT
  placed_on,
  count(*) AS orders,
  CAST(sum(amount) AS DECIMAL(18, 2)) AS amount
FROM silver.stg_orders
GROUP BY placed_on
ORDER BY placed_on
