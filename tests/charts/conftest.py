"""Charts in tests are checked against the schema piece by piece, as they are built."""

import pytest

from votekit.charts import chart


@pytest.fixture(autouse=True)
def validated(monkeypatch):
    monkeypatch.setattr(chart, "VALIDATE", True)
