"""However certificates change hands, the same shares are held as in a plain register."""

import json
import tempfile
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.ocf import read
from kingmaker.files.exchange.told import Told
from kingmaker.model import Holding, ShareClass

HOLDERS = ("ada", "bo", "cy")
Register = Counter[tuple[str, str]]


class Plain:
    """A register that knows no certificates, beside the transactions that lead to it."""

    def __init__(self) -> None:
        self.transactions: list[dict[str, Any]] = []
        self.open: dict[str, tuple[str, str, Fraction]] = {}

    def add(self, kind: str, day: str, **more: Any) -> None:
        self.transactions.append({"object_type": kind, "id": f"t{len(self.transactions)}",
                                  "date": day, **more})  # fmt: skip

    def issue(self, day: str, holder: str, stock: str, many: Fraction) -> str:
        security = f"c{len(self.transactions)}"
        self.open[security] = (holder, stock, many)
        self.add("TX_STOCK_ISSUANCE", day, security_id=security, stakeholder_id=holder,
                 stock_class_id=stock, quantity=str(float(many)), custom_id=security)  # fmt: skip
        return security

    def held(self) -> Register:
        found: Register = Counter()
        for holder, stock, many in self.open.values():
            found[holder, stock] += many  # type: ignore[assignment]
        return +found


@st.composite
def registers(draw: st.DrawFn) -> tuple[Plain, dict[str, Register]]:
    plain, by_day = Plain(), dict[str, Register]()
    for month in range(1, draw(st.integers(2, 7))):
        day = f"2021-{month:02}-03"
        if plain.open and draw(st.booleans()):
            _change(draw, plain, day)
        else:
            holder, stock = draw(st.sampled_from(HOLDERS)), draw(st.sampled_from("ab"))
            plain.issue(day, holder, stock, Fraction(draw(st.integers(1, 50))))
        by_day[day] = plain.held()
    return plain, by_day


def _change(draw: st.DrawFn, plain: Plain, day: str) -> None:
    security = draw(st.sampled_from(sorted(plain.open)))
    holder, stock, many = plain.open[security]
    kind = draw(st.sampled_from(["TRANSFER", "CANCELLATION", "REPURCHASE", "SPLIT", "REISSUE"]))
    if kind == "SPLIT":
        split = {"numerator": "3", "denominator": "2"}
        plain.add("TX_STOCK_CLASS_SPLIT", day, stock_class_id=stock, split_ratio=split)
        for name, (who, of, held) in plain.open.items():
            if of == stock:
                plain.open[name] = (who, of, held * Fraction(3, 2))
        return
    del plain.open[security]
    if kind == "REISSUE":
        new = plain.issue(day, holder, stock, many)
        plain.add("TX_STOCK_REISSUANCE", day, security_id=security, resulting_security_ids=[new])
        return
    part = many * draw(st.sampled_from([Fraction(1, 2), Fraction(1)]))
    more: dict[str, Any] = {"quantity": str(float(part))}
    if part < many and draw(st.booleans()):
        more["balance_security_id"] = plain.issue(day, holder, stock, many - part)
    elif part < many:
        plain.open[security] = (holder, stock, many - part)
    if kind == "TRANSFER":
        other = draw(st.sampled_from(HOLDERS))
        more["resulting_security_ids"] = [plain.issue(day, other, stock, part)]
    plain.add(f"TX_STOCK_{kind}", day, security_id=security, **more)


def told(folder: str, plain: Plain, on: str | None = None) -> list[Told]:
    items = {
        "stakeholders": [{"id": holder, "stakeholder_type": "INDIVIDUAL"} for holder in HOLDERS],
        "stock_classes": [{"id": name, "name": name, "votes_per_share": 1} for name in "ab"],
        "transactions": plain.transactions,
    }
    manifest: dict[str, Any] = {"file_type": "OCF_MANIFEST_FILE", "issuer": {"id": "acme"}}
    for name, objects in items.items():
        manifest[f"{name}_files"] = [{"filepath": f"{name}.ocf.json"}]
        (Path(folder) / f"{name}.ocf.json").write_text(json.dumps({"items": objects}))
    (Path(folder) / "Manifest.ocf.json").write_text(json.dumps(manifest))
    return list(read(folder, Account(), on=on))


def counted(told: list[Told], day: str) -> Register:
    found: Register = Counter()
    for one in told:
        match one.entry:
            case Holding(start=start, until=until) as held if str(start) <= day:
                if until is None or str(until) > day:
                    key = (held.holder.removeprefix("acme-"), (held.share_class or "")[-1])
                    found[key] += held.shares  # type: ignore[assignment, operator]
    return found


@settings(max_examples=60)
@given(registers())
def test_on_each_day_the_same_shares_are_held_as_in_a_plain_register(drawn):
    plain, by_day = drawn
    with tempfile.TemporaryDirectory() as folder:
        history = told(folder, plain)
        for day, held in by_day.items():
            on = told(folder, plain, day)
            issued = {t.name[-1]: t.entry.issued for t in on if isinstance(t.entry, ShareClass)}

            assert counted(history, day) == held
            assert counted(on, day) == held
            for stock, many in issued.items():
                assert many == sum(n for (_, of), n in held.items() if of == stock)
