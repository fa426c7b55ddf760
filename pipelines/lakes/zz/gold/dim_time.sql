with span as (
    select
        date_trunc('year', min(month)) as first_day,
        date_trunc('year', max(month)) + interval 2 year - interval 1 day as last_day
    from silver.demand_monthly
),
days as (
    select cast(unnest(generate_series(
        cast(first_day as timestamp), cast(last_day as timestamp), interval 1 day
    )) as date) as day
    from span
)
select
    day,
    cast(date_trunc('month', day) as date) as month,
    cast(year(day) as integer) as year,
    cast(quarter(day) as integer) as quarter,
    cast(month(day) as integer) as month_number,
    cast(weekofyear(day) as integer) as iso_week,
    cast(isodow(day) as integer) as weekday,
    isodow(day) >= 6 as is_weekend
from days
