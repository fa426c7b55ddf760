with booked as (
    select item_id, cast(date_trunc('month', month) as date) as month, sum(quantity) as quantity
    from silver.stg_demand
    group by all
),
spans as (
    select item_id, min(month) as first_month, (select max(month) from booked) as last_month
    from booked
    group by item_id
),
months as (
    select
        item_id,
        cast(unnest(generate_series(
            cast(first_month as timestamp), cast(last_month as timestamp), interval 1 month
        )) as date) as month
    from spans
)
select
    months.item_id,
    months.month,
    cast(coalesce(booked.quantity, 0) as double) as quantity
from months
left join booked on booked.item_id = months.item_id and booked.month = months.month
