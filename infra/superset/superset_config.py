"""The configuration of Superset: found on the PYTHONPATH by this name. Secrets come from the environment alone."""

import os

import gold_connections

SECRET_KEY = os.environ["SUPERSET_SECRET_KEY"]
SQLALCHEMY_DATABASE_URI = os.environ["SUPERSET_DATABASE"]

gold_connections.install()
