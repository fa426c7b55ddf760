"""Puts a lake on a schedule: a DAG from a lake folder, and the operator that runs its tables."""
