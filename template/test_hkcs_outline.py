"""What the outline must keep, a test for each point of the contract."""

from collections.abc import Callable

from hkcs_model.testing import exporter_checks
from hkcs_outline import outline


@exporter_checks(outline)
def test_the_contract_is_kept(check: Callable[[], None]) -> None:
    check()
