import pytest

# So that a broken promise shows both sides of its comparison, as in modules that pytest collects itself.
pytest.register_assert_rewrite("tests.search.engines.contract")
