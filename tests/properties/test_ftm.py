"""What is written as FollowTheMoney is read as the same, or as less, and never as more."""

import tempfile
from pathlib import Path

from hypothesis import given, settings

import tellings
from kingmaker.files.exchange.ftm import read, write
from kingmaker.files.exchange.losses import Account, Loss
from kingmaker.files.exchange.told import Told
from kingmaker.model import Holding, Party
from kingmaker.model.portions import UNKNOWN


def there_and_back(told: list[Told]) -> tuple[list[Told], Account, list[Loss]]:
    lost: list[Loss] = []
    account = Account()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "entities.ftm.json"
        write(told, path, Account(lost.append))
        return list(read(path, account)), account, lost


@settings(max_examples=100)
@given(tellings.streams())
def test_a_share_comes_back_as_it_was_or_wider_and_that_is_told(told):
    back, account, lost = there_and_back(told)

    read_back = {t.name: t.entry for t in back if isinstance(t.entry, Holding)}
    wider = {loss.place for loss in lost if loss.what == "share"}
    for name, before in ((t.name, t.entry) for t in told if isinstance(t.entry, Holding)):
        after = read_back[name]
        assert not account.refused
        assert (after.holder, after.issuer, after.right) == (
            before.holder, before.issuer, before.right,
        )  # fmt: skip
        assert (after.start, after.retrieved, after.status) == (
            before.start, before.retrieved, before.status,
        )  # fmt: skip
        if f"holdings.{name}" not in wider:
            assert after.share == before.share
        else:
            assert before.share is not None
            assert after.share is not None
            assert after.share.low <= before.share.low
            assert before.share.high <= after.share.high
            assert after.share.exact is None
            assert after.share != UNKNOWN or before.share.low == 0


@settings(max_examples=100)
@given(tellings.streams())
def test_a_party_keeps_its_kind_and_why_it_is_not_named(told):
    back, _, lost = there_and_back(told)

    read_back = {t.name: t.entry for t in back if isinstance(t.entry, Party)}
    for name, before in ((t.name, t.entry) for t in told if isinstance(t.entry, Party)):
        after = read_back[name]
        assert (after.kind, after.reason) == (before.kind, before.reason)
        assert before.kind == "person" or after.jurisdiction == before.jurisdiction
        said = {loss.what for loss in lost if loss.place == f"parties.{name}"}
        assert ("jurisdiction" in said) == (before.kind == "person" and before.jurisdiction != "")
