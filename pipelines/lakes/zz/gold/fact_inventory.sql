with span as (
    select max(month) as as_of from silver.demand_monthly
),
demand as (
    select
        item_id,
        as_of,
        avg(quantity) as monthly_mean,
        -- From the sums, which are exact for whole units, so that no order of rows shows in it.
        coalesce(sqrt(greatest(
            (sum(quantity * quantity) - sum(quantity) * sum(quantity) / count(*))
            / nullif(count(*) - 1, 0), 0
        )), 0) as monthly_deviation
    from silver.demand_monthly, span
    where month > as_of - interval 24 month
    group by item_id, as_of
),
policy as (
    select
        *,
        cast(lead_time_months() as double) as lead_time_months,
        cast(service_factor() as double) as service_factor,
        safety_stock(service_factor(), monthly_deviation, lead_time_months()) as safety
    from demand
)
select
    item_id,
    as_of,
    monthly_mean,
    monthly_deviation,
    lead_time_months,
    service_factor,
    cast(ceil(safety) as bigint) as safety_stock,
    cast(ceil(reorder_point(monthly_mean, lead_time_months, safety)) as bigint) as reorder_point
from policy
