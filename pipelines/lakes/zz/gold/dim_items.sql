with series as (
    select
        item_id,
        count(*) as months_known,
        count(*) filter (quantity > 0) as months_with_demand,
        sum(quantity) as total_quantity
    from silver.demand_monthly
    group by item_id
)
select
    items.item_id,
    items.description,
    items.item_group,
    items.demand_class,
    items.unit,
    items.first_month,
    items.last_month,
    coalesce(series.months_known, 0) as months_known,
    coalesce(series.months_with_demand, 0) as months_with_demand,
    coalesce(series.total_quantity, 0) as total_quantity,
    series.months_known / nullif(series.months_with_demand, 0) as mean_interval,
    items.updated_at
from silver.stg_items as items
left join series on series.item_id = items.item_id
