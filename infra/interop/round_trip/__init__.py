"""Random tables through landing, bronze, silver and gold, held against what Python's own csv, decimal, datetime and
zoneinfo make of the same files."""
