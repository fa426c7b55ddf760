"""The servers Lavra works with, on one machine, on loopback, without containers."""
