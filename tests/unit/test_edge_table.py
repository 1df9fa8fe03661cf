"""Tables of holdings: people's own headings, exact shares, and nothing read by guessing."""

import csv
import datetime
import gzip
import zipfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow
import pytest
import xlsxwriter
from pyarrow import parquet

from kingmaker.files.exchange.losses import Account, Loss
from kingmaker.files.exchange.table import is_table, read, write
from kingmaker.files.exchange.table.columns import _WORDS
from kingmaker.files.exchange.told import Told
from kingmaker.files.problems import CaseError
from kingmaker.model import Holding, Party, Reference, ShareClass, Source, portion


def of_text(folder: Path, text: str, **more: Any) -> tuple[list[Told], Account, list[Loss]]:
    lost: list[Loss] = []
    account = Account(lost.append)
    file = folder / "table.csv"
    file.write_text(text, encoding="utf-8", newline="")
    return list(read(file, account, **more)), account, lost


def of_sheet(folder: Path, *rows: list[Any]) -> tuple[list[Told], Account, list[Loss]]:
    """Of a spreadsheet; a number as text with a percent sign is a number shown so."""
    lost: list[Loss] = []
    account = Account(lost.append)
    file = folder / "table.xlsx"
    book = xlsxwriter.Workbook(str(file))
    sheet = book.add_worksheet()
    percent = book.add_format({"num_format": '0.0%;"-"'})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for y, row in enumerate(rows, 2):
        for x, cell in enumerate(row, 1):
            if isinstance(cell, datetime.date):
                sheet.write_datetime(y, x, cell, day)
            elif isinstance(cell, str) and cell.startswith("shown "):
                sheet.write_number(y, x, float(cell.removeprefix("shown ")), percent)
            elif cell is not None:
                sheet.write(y, x, cell)
    book.close()
    return list(read(file, account)), account, lost


def holdings(told: list[Told]) -> list[Holding]:
    return [t.entry for t in told if isinstance(t.entry, Holding)]


def test_peoples_own_headings_are_understood(tmp_path):
    told, account, lost = of_text(
        tmp_path,
        "Shareholder;Company;Share %;Start date;End-Date;Voting rights?\n"
        "Ann Example;Acme Ltd;25;2019-01;;\n"
        "bob;Acme Ltd;33.5 %;;2020-05-01T00:00:00;yes\n",
    )
    ann, bob = holdings(told)

    assert (ann.share, str(ann.start), ann.until) == (portion("25%"), "2019-01", None)
    assert (bob.share, bob.holder, str(bob.until)) == (portion("33.5%"), "bob", "2020-05-01")
    parties = {t.name: t.entry for t in told if isinstance(t.entry, Party)}
    assert parties[ann.holder] == Party(kind="person", label="Ann Example")
    assert parties[ann.issuer or ""] == Party(kind="organisation", label="Acme Ltd")
    assert ann.issuer == bob.issuer
    assert [t.name for t in told if isinstance(t.entry, Holding)] == ["table-2", "table-3"]
    assert (account.records, account.lossy, account.refused) == (2, 1, 0)
    assert [(loss.place, loss.what, loss.kind, loss.value) for loss in lost] == [
        ("line 2", "owner_kind", "read as", ""),
        ("line 3", "Voting rights?", "lossy", "yes"),
        ("line 3", "owner_kind", "read as", ""),
    ]


def test_no_heading_means_two_columns():
    words = [word.strip() for told in _WORDS.values() for word in told.split(",")]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("25%", "25%"), ("0.25", "25%"), ("1/3", "1/3"), ("over 25% to 50%", "over 25% to 50%"),
        ("25-50%", "25% to 50%"), (">75%", "over 75%"), ("unknown", "unknown"), ("1", "1"),
        ("0,255", "0.255"),
    ],
)  # fmt: skip
def test_a_share_is_as_a_case_file_has_it_or_plainly_meant(tmp_path, text, share):
    told, _, _ = of_text(tmp_path, f'owner,owned,share\na,b,"{text}"\n')
    assert holdings(told)[0].share == portion(share)


def test_a_bare_25_is_refused_with_a_way_out(tmp_path):
    for heading in ("share", "low", "high"):
        _, account, lost = of_text(tmp_path, f"owner,owned,{heading}\na,b,25\nc,d,0.5\n")
        assert (account.used, account.refused) == (1, 1)
        assert next(loss for loss in lost if loss.kind == "refused").why == (
            "a bare number above 1 is no share; write 25%, or head the column percent"
        )


def test_beside_a_bare_25_a_bare_1_may_be_a_hundredth(tmp_path):
    told, account, _ = of_text(
        tmp_path, "owner,owned,share\na,b,1\na,b,0.5\na,b,25\na,b,0.5%\na,b,1/2\n"
    )

    assert [h.share for h in holdings(told)] == [
        portion("at least 1%"), portion("0.5% to 50%"), portion("0.5%"), portion("1/2"),
    ]  # fmt: skip
    assert (account.refused, account.lossy) == (1, 0)


def test_bounds_and_their_open_ends(tmp_path):
    told, _, _ = of_text(
        tmp_path,
        "owner,owned,low,high,low_open,high open\n"
        "a,b,25%,50%,yes,no\na,b,0.25,,TRUE,\na,b,,10%,,1\na,b,,,,\na,b,0,1,,\n",
    )
    assert [h.share for h in holdings(told)] == [
        portion("over 25% to 50%"), portion("over 25%"), portion("under 10%"), None,
        portion("unknown"),
    ]  # fmt: skip


def test_a_row_that_contradicts_itself_is_refused_and_no_other(tmp_path):
    told, account, lost = of_text(
        tmp_path,
        "owner,owned,share,percent,right,from,until,status,link,shares,class,beneficial\n"
        "a,b,25%,30,,,,,,,,\n"
        "a,b,,,magic,,,,,,,\n"
        "a,b,,,,17/11/2023,,,,,,\n"
        "a,b,,,,2020,2019,,,,,\n"
        "a,b,,,,,,said,,,,\n"
        "a,b,,,,,,,,12,,\n"
        "a,b,,,,,,,,-12,x,\n"
        "a,b,,,,,,,,,,perhaps\n"
        "a,,,,,,,,,,,yes\n"
        ",b,,,,,,,,,,\n"
        "a,b,101%,,,,,,,,,\n"
        "a,b,,,,,,,,25%,x,\n"
        '"unclosed\n' + "x" * 200_000 + '"\n'
        "good,b,25%,25,Voting,2020,2021,disputed,indirect,,,no\n",
    )
    good = holdings(told)

    assert [h.holder for h in good] == ["good"]
    assert (good[0].right, good[0].status, good[0].beneficial) == ("votes", "disputed", False)
    assert account.refused == account.records - 1
    whys = [loss.why for loss in lost if loss.kind == "refused"]
    assert "from is no date; write 2023-11-17, 2023-11 or 2023" in whys
    assert not any("17/11" in why or "magic" in why for why in whys)


def test_a_user_says_which_column_is_which(tmp_path):
    text = "Who,What,How much,Owner\nann,acme,25%,somebody else\n"
    columns = {"owner": "who", "owned": "What", "share": "How much"}
    told, account, lost = of_text(tmp_path, text, columns=columns)

    assert [(h.holder, h.issuer, h.share) for h in holdings(told)] == [
        ("ann", "acme", portion("25%"))
    ]
    assert (account.lossy, [loss.what for loss in lost if loss.kind == "lossy"]) == (1, ["Owner"])
    for wrong, message in (({"owner": "whom"}, "is headed 'whom'"), ({"x": "Who"}, "no column")):
        with pytest.raises(CaseError, match=message):
            of_text(tmp_path, text, columns=wrong)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"name,age\nann,7\n", "owner=HEADING"),
        (b"owner,age\nann,7\n", "owned=HEADING"),
        (b"\xff\xfeo\x00w\x00", "UTF-8"),
        (b"\xd0\xcf\x11\xe0rest", "old spreadsheet"),
        (b"PAR1 and no more", "no Parquet"),
    ],
)
def test_what_is_no_table_is_told_so(tmp_path, content, message):
    file = tmp_path / "x.csv"
    file.write_bytes(content)

    with pytest.raises(CaseError, match=message):
        list(read(file, Account()))
    with pytest.raises(CaseError, match="cannot be opened"):
        list(read(tmp_path / "none.csv", Account()))


def test_tables_are_told_from_other_files():
    assert is_table(b"\xef\xbb\xbfOwner;Owned;Share\r\na;b;1\r\n", "x.csv")
    assert is_table(b"PK\x03\x04", "x.XLSX")
    assert not is_table(b"PK\x03\x04", "x.zip")
    assert not is_table(b'{"owner": 1, "owned": 2}', "x.json")
    assert not is_table(b"LEI,Entity.LegalName\n", "x.csv")
    assert not is_table(b"", "x.csv")


def test_zipped_tables_are_read_and_other_bytes_are_told(tmp_path):
    text = b"owner,owned,share\na,b,25%\n\xff,b,25%\nc,b,1/2\n"
    (tmp_path / "t.csv.gz").write_bytes(gzip.compress(text))
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as zipped:
        zipped.writestr("t.csv", text)

    for name in ("t.csv.gz", "t.zip"):
        account = Account()
        assert [h.holder for h in holdings(list(read(tmp_path / name, account)))] == ["a", "c"]
        assert account.refused == 1


def test_a_spreadsheets_numbers_and_days_are_what_they_show(tmp_path):
    told, account, _ = of_sheet(
        tmp_path,
        ["Owner", "Owned", "Share", "From", "Shares", "Class", "Owned id"],
        ["a", "b", 0.3, datetime.date(2020, 2, 29), None, None, "GB-COH:07"],
        ["a", 7444723, "shown 0.1", 2019, None, None, None],
        ["a", "b", "thirty", None, None, None, None],
        ["a", "b", None, None, 1000, "Class A", None],
    )
    first, second, third = holdings(told)

    assert first.share is not None
    assert (first.share.exact, str(first.start)) == (Fraction(3, 10), "2020-02-29")
    assert (second.issuer, second.share, str(second.start)) == ("7444723", portion("10%"), "2019")
    assert (account.used, account.refused) == (3, 1)
    assert third.shares == 1000
    classes = [(t.name, t.entry) for t in told if isinstance(t.entry, ShareClass)]
    assert classes == [(third.share_class, ShareClass(of="b", label="Class A"))]


def test_percentages_of_a_spreadsheet_are_numbers_or_shown_so_or_in_doubt(tmp_path):
    head = ["owner", "owned", "percent"]
    shown, _, _ = of_sheet(tmp_path, head, ["a", "b", "shown 0.25"], ["c", "b", "shown 0.005"])
    plain, _, _ = of_sheet(tmp_path, head, ["a", "b", 25], ["c", "b", 0.5])
    mixed, account, lost = of_sheet(
        tmp_path, head, ["a", "b", "shown 0.25"], ["c", "b", 30], ["d", "b", "12%"]
    )

    assert [h.share for h in holdings(shown)] == [portion("25%"), portion("0.005")]
    assert [h.share for h in holdings(plain)] == [portion("25%"), portion("0.005")]
    assert [h.share for h in holdings(mixed)] == [
        portion("0.0025 to 25%"), portion("30%"), portion("12%"),
    ]  # fmt: skip
    assert account.refused == 0
    assert [loss.kind for loss in lost if loss.what == "percent"] == ["read as"]


def test_a_spreadsheet_that_claims_the_last_cell_is_not_unfolded(tmp_path):
    small, bomb = tmp_path / "small.xlsx", tmp_path / "bomb.xlsx"
    book = xlsxwriter.Workbook(str(small))
    book.add_worksheet().write_row(0, 0, ["owner", "owned", "share"])
    book.close()
    with zipfile.ZipFile(small) as old, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                content = content.replace(b"</sheetData>", cell)
            new.writestr(name, content)

    with pytest.raises(CaseError, match="too large"):
        list(read(bomb, Account()))


@pytest.mark.parametrize("broken", ["cut", "no sheet", "not xml"])
def test_a_damaged_spreadsheet_is_told_so(tmp_path, broken):
    good, bad = tmp_path / "good.xlsx", tmp_path / "bad.xlsx"
    book = xlsxwriter.Workbook(str(good))
    book.add_worksheet().write_row(0, 0, ["owner", "owned", "share"])
    book.close()
    if broken == "cut":
        bad.write_bytes(good.read_bytes()[:2000])
    else:
        with zipfile.ZipFile(good) as old, zipfile.ZipFile(bad, "w") as new:
            for name in old.namelist():
                if not name.endswith("sheet1.xml"):
                    new.writestr(name, old.read(name))
                elif broken == "not xml":
                    new.writestr(name, "<worksheet>&bomb;")

    with pytest.raises(CaseError, match=r"no spreadsheet|is empty|damaged"):
        list(read(bad, Account()))


def test_columns_of_parquet_may_be_numbers_and_days(tmp_path):
    file = tmp_path / "t.parquet"
    table = pyarrow.table(
        {
            "holder": ["a", "b"], "subject": ["c", None], "percentage": [12.5, 30.0],
            "start": [datetime.date(2020, 1, 1), None], "unread": [1, None],
        }
    )  # fmt: skip
    parquet.write_table(table, file)
    account = Account()
    (holding,) = holdings(list(read(file, account)))

    assert (holding.share, str(holding.start)) == (portion("12.5%"), "2020-01-01")
    assert (account.records, account.refused, account.lossy) == (2, 1, 1)


def test_sources_are_references_or_told_as_they_are(tmp_path):
    told, _, _ = of_text(
        tmp_path,
        "owner,owned,source\na,b,r1:413; Annual report 2019\nc,b,https://example.org/x\n",
    )
    first, second = holdings(told)
    sources = {t.name: t.entry for t in told if isinstance(t.entry, Source)}

    assert first.source[0] == Reference("r1", "413")
    assert sources["r1"] == Source(title="r1")
    assert sources[first.source[1].source] == Source(title="Annual report 2019")
    assert sources[second.source[0].source].url == "https://example.org/x"


def test_what_a_row_leaves_out_takes_nothing_back(tmp_path):
    told, _, _ = of_text(
        tmp_path,
        "owner,owned,owner_label,owner_kind,owner_id,owner_reason\n"
        "x,y,The X,trust,GB-COH:1,\nx,y,,,,\ny,z,,,,\nn,y,,,,withheld\nn,y,,person,7,withheld\n",
    )
    parties: dict[str, list[Party]] = {}
    for one in told:
        if isinstance(one.entry, Party):
            parties.setdefault(one.name, []).append(one.entry)

    trust = Party(kind="arrangement", label="The X", identifiers={"GB-COH": "1"})
    assert parties["x"] == [trust]
    assert parties["y"] == [Party(kind="organisation")]
    assert parties["n"][0] == Party(kind="unspecified", reason="withheld")


def test_a_csv_has_no_formulas_and_a_spreadsheet_none_either(tmp_path):
    evil = Holding.model_validate(
        {"holder": "a", "in": "b", "note": "=HYPERLINK(1)", "wording": "'=x", "label": "@x"}
    )
    write([Told("h", evil)], tmp_path / "t.csv", Account())
    write([Told("h", evil)], tmp_path / "t.xlsx", Account())
    with (tmp_path / "t.csv").open(newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    with zipfile.ZipFile(tmp_path / "t.xlsx") as zipped:
        sheet = zipped.read("xl/worksheets/sheet1.xml")

    assert "'=HYPERLINK(1)" in cells
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert b"<f>" not in sheet
    for name in ("t.csv", "t.xlsx"):
        assert holdings(list(read(tmp_path / name, Account()))) == [evil]


def test_what_a_table_has_no_column_for_is_told(tmp_path):
    lost: list[Loss] = []
    third = Fraction(10**20, 3 * 10**20 + 1)
    told = [
        Told("a1", Source(title="Paper")),
        Told(
            "acme",
            Party(
                kind="organisation", label="Acme", form="plc", founded="1999", jurisdiction="GB"
            ),
        ),
        Told("acme-a", ShareClass(of="acme", votes=10)),
        Told("h", Holding.model_validate({"holder": "x", "in": "acme", "share": third})),
    ]
    write(told, tmp_path / "t.csv", Account(lost.append))
    (back,) = holdings(list(read(tmp_path / "t.csv", Account())))

    assert {(loss.place, loss.what) for loss in lost} == {
        ("sources.a1", ""), ("parties.acme", "form"), ("parties.acme", "founded"),
        ("classes.acme-a", "of"), ("classes.acme-a", "votes"), ("holdings.h", "share"),
    }  # fmt: skip
    assert back.share is not None
    assert back.share.low < third < back.share.high
    with pytest.raises(CaseError, match=r"\.csv, \.xlsx or \.parquet"):
        write(told, tmp_path / "t.ods", Account())
