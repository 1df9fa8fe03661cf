"""A case that was none of statements, written as statements of BODS."""

from __future__ import annotations

from fractions import Fraction

from exchanged import WRITTEN_ON, back
from kingmaker.files.bods import Relationship, current
from kingmaker.files.exchange.told import Told
from kingmaker.model import Holding, Party, ShareClass, Source

# Out of a case that was not statements


def case(*entries: tuple[str, Party | Holding | ShareClass | Source]) -> list[Told]:
    return [Told(name, entry) for name, entry in entries]


COMPANY = ("acme", Party(kind="organisation", label="Acme"))
ANN, BOB = (("ann", Party(label="Ann")), ("bob", Party(label="Bob")))


def holding(**said: object) -> Holding:
    return Holding.model_validate({"holder": "ann", "in": "acme", **said})


def test_what_bods_has_no_word_for_is_written_as_near_as_can_be_and_told(tmp_path):
    written, account = back(
        tmp_path / "b.json",
        case(("h1", holding(right="veto", wording="golden share")), ANN, COMPANY,
             ("a", ShareClass(of="acme", issued=200)),
             ("h2", Holding.model_validate({"holder": "ann", "class": "a", "shares": 50})),
             ("h3", holding(share="1/3", right="votes")),
             ("h4", holding(status="withdrawn")),
             ("h5", holding(**{"as": "nominee", "for": "bob"}, right="control")),
             ("h6", holding(**{"from": "2020"}, right="profit"))),
    )  # fmt: skip

    (relation,) = [s.details for s in written if isinstance(s.details, Relationship)]
    found = [(i.type, i.details, i.share and i.share.exact) for i in relation.interests]
    assert found == [
        ("otherInfluenceOrControl", "golden share; veto", None),
        ("shareholding", "50 shares of class a", Fraction(1, 4)),
        ("votingRights", None, None),
        ("otherInfluenceOrControl", "control; held as nominee; held for bob", None),
        ("rightsToProfitOrIncome", None, None),
    ]
    low, _, high, _ = relation.interests[2].share.bounds
    assert low < Fraction(1, 3) < high
    assert {what for _, what, _ in account.reasons} == {
        "right", "class", "share", "status", "as", "for", "from", "declared"}  # fmt: skip
    assert all(kind == "lossy" for kind, _, _ in account.reasons)


def test_those_who_hold_together_hold_by_an_arrangement(tmp_path):
    said = {"share": "over 75%", "joint": "the twins", "declared": "2024-05-01"}
    written, account = back(
        tmp_path / "b.json",
        case(COMPANY, ANN, BOB, ("h1", holding(**said, beneficial=True)),
             ("h2", holding(**{**said, "holder": "bob"}, beneficial=True))),
    )  # fmt: skip

    held = current(written, WRITTEN_ON).held
    blocks = [h for h in held if h.relationship.subject == "acme"]
    assert [(h.interest.type, h.interest.share.minimum) for h in blocks] == [
        ("shareholding", None)
    ]
    assert sorted(h.relationship.party for h in held if h not in blocks) == ["ann", "bob"]
    assert all(h.interest.beneficial for h in held if h not in blocks)
    assert account.reasons == {
        ("lossy", "joint", "an arrangement of those who hold it is written"): 2
    }


def test_dates_come_from_what_was_declared_or_read_or_the_day_of_writing(tmp_path):
    written, account = back(
        tmp_path / "b.json",
        case(COMPANY, ANN, ("said", holding(declared="2020-01-02", right="votes")),
             ("read", holding(retrieved="2021-01-02", right="profit")), ("none", holding())),
    )  # fmt: skip

    dates = {s.dated for s in written if isinstance(s.details, Relationship)}
    assert dates == {"2020-01-02", "2021-01-02", WRITTEN_ON.isoformat()}
    assert account.reasons == {
        ("lossy", "declared", "a statement has a date: that of writing is taken"): 1
    }


def test_the_publisher_is_the_one_that_is_given_or_that_of_the_source(tmp_path):
    source = (
        "reg",
        Source(title="official register", publisher="A register", url="https://r.example"),
    )
    told = case(source, COMPANY, ANN, ("h", holding(declared="2020-01-02", source="reg")))

    (*_, theirs), _ = back(tmp_path / "b.json", told)
    (*_, ours), _ = back(tmp_path / "c.json", told, publisher="Us")

    assert theirs.publication.publisher.name == "A register"
    assert ours.publication.publisher.name == "Us"
    assert (ours.source.type, ours.source.url) == (("officialRegister",), "https://r.example")


def test_what_no_statements_can_say_is_left_out_and_told(tmp_path):
    never = holding(declared="2020-01-02", status="superseded", status_from="2021-01-02")
    written, account = back(
        tmp_path / "b.json",
        case(COMPANY, ANN, ("h", never), ("k", holding(declared="2020-01-02", right="votes"))),
    )

    assert [i.type for s in written if isinstance(s.details, Relationship)
            for i in s.details.interests] == ["votingRights"]  # fmt: skip
    assert [what for _, what, _ in account.reasons] == ["status"]


def test_a_party_of_which_nothing_is_told_is_an_unknown_entity(tmp_path):
    written, account = back(
        tmp_path / "b.json", case(COMPANY, ("h", holding(declared="2020-01-02")))
    )

    assert {s.record for s in written} == {"acme", "ann", "h"}
    assert account.reasons[("lossy", "", "nothing is told of this party: an unknown entity")] == 1
