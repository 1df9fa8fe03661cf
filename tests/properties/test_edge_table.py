"""Holdings written as a table read as the same holdings."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import tellings
from kingmaker.files.exchange.losses import Account, Loss
from kingmaker.files.exchange.table import read, write
from kingmaker.files.exchange.told import Told
from kingmaker.model import Holding, Party

CARRIED = ("label", "kind", "reason", "identifiers", "traded", "designated")


def there_and_back(told: list[Told], suffix: str) -> tuple[list[Told], Account, list[Loss]]:
    lost: list[Loss] = []
    account = Account()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"table{suffix}"
        write(told, path, Account(lost.append))
        return list(read(path, account)), account, lost


def holdings(told: list[Told]) -> Iterator[tuple[str, Holding]]:
    return ((t.name, t.entry) for t in told if isinstance(t.entry, Holding))


@settings(max_examples=60)
@given(tellings.streams(), st.sampled_from([".csv", ".xlsx", ".parquet"]))
def test_every_holding_comes_back_as_it_was(told, suffix):
    back, account, lost = there_and_back(told, suffix)

    assert list(holdings(back)) == list(holdings(told))
    assert not account.refused
    assert not account.lossy
    assert not [loss for loss in lost if loss.place.startswith("holdings.")]


@settings(max_examples=60)
@given(tellings.streams(), st.sampled_from([".csv", ".xlsx", ".parquet"]))
def test_a_party_comes_back_or_is_told_to_be_lost(told, suffix):
    back, _, lost = there_and_back(told, suffix)

    found = {t.name: t.entry for t in back if isinstance(t.entry, Party)}
    for name, party in {t.name: t.entry for t in told if isinstance(t.entry, Party)}.items():
        for field in CARRIED:
            assert getattr(found[name], field) == getattr(party, field)
        homeless = party.kind == "person" and party.jurisdiction != ""
        assert found[name].jurisdiction == ("" if homeless else party.jurisdiction)
        assert homeless == any(
            loss.place == f"parties.{name}" and loss.what == "jurisdiction" for loss in lost
        )
