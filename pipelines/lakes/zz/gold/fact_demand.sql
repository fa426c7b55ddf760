select
    item_id,
    month,
    quantity,
    sum(quantity) over (
        partition by item_id order by month rows between 11 preceding and current row
    ) as quantity_12_months,
    rank() over (partition by month order by quantity desc) as rank_in_month
from silver.demand_monthly
