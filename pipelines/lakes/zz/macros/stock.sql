-- Assumptions of the stock policy: nothing in the data says how long a part takes to arrive, or how
-- often it may be missing. Change them here.

-- Months from order to arrival.
create macro lead_time_months() as 2.0;

-- Standard normal quantile of the share of cycles without a stock-out: 1.645 is 95 %.
create macro service_factor() as 1.645;

-- Units kept against demand above its mean while an order is under way, where months are independent:
-- service factor × standard deviation of a month × √(months of lead time).
create macro safety_stock(factor, monthly_deviation, lead_months) as
    factor * monthly_deviation * sqrt(lead_months);

-- The stock at which to order: mean demand of the lead time, and the safety stock.
create macro reorder_point(monthly_mean, lead_months, safety) as
    monthly_mean * lead_months + safety;
