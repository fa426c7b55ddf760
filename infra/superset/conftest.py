"""One publish of gold for all tests of this folder."""

import os

import pytest
from published import publish


@pytest.fixture(scope="session")
def reader():
    if "MINIO_ENDPOINT" not in os.environ:
        pytest.skip("MINIO_ENDPOINT names no server: start one with infra/dev/up minio")
    return publish()
