select
    towers.tower_id,
    towers.municipality_id,
    places.name as municipality,
    places.state,
    places.region,
    places.is_capital as in_capital,
    towers.latitude,
    towers.longitude,
    towers.height_m,
    towers.tower_type,
    towers.activated_on,
    towers.origin = 'SINTÉTICO' as is_synthetic
from silver.stg_towers as towers
join silver.stg_municipalities as places on places.municipality_id = towers.municipality_id
