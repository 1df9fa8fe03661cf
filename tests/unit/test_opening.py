"""Packed and damaged files of registers: seen through, or told of in one message."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from kingmaker.files.exchange.gleif import is_gleif
from kingmaker.files.exchange.opening import opened
from kingmaker.files.problems import CaseError
from legal_entities import DATA, tell


def packed(path: Path, *names: str, data: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize("name", ["rr-data.xml", "rr-data.json"])
def test_a_packed_file_tells_the_same(name, tmp_path):
    data = (DATA / name).read_bytes()
    (tmp_path / "gzipped").write_bytes(gzip.compress(data))
    packed(tmp_path / "zipped", "a/", "a/inside", data=data)
    plain = [each.entry for each in tell(DATA / name)[0]]

    assert [each.entry for each in tell(tmp_path / "gzipped")[0]] == plain
    assert [each.entry for each in tell(tmp_path / "zipped")[0]] == plain
    assert is_gleif(gzip.compress(data), "20230605-gleif-goldencopy-rr-golden-copy.xml.gz")
    assert not is_gleif(gzip.compress(data), "a.xml.gz")


def damaged() -> dict[str, tuple[bytes, str]]:
    tree, listed = (DATA / "rr-data.xml").read_bytes(), (DATA / "rr-data.json").read_bytes()
    table = b"LEI,Entity.LegalName\n"
    doctype = b'<!DOCTYPE a [<!ENTITY b "c">]>'
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", tree)
    spoilt = bytearray(zipped.getvalue())
    spoilt[200:260] = b"\xff" * 60
    deep = b"<rr:x>" * 50
    return {
        "empty": (b"", "none of the columns"),
        "blank": (b"  \n", "none of the columns"),
        "another table": (b"a,b\n1,2\n", "none of the columns"),
        "another tree": (b"<html><body/></html>", "root is 'html'"),
        "another list": (b'[{"a": 1}]', "none of GLEIF's"),
        "an object": (b'{"a": 1}', "no list of records"),
        "a lone bracket": (b"[", "cut short"),
        "a tree cut short": (tree[:9000], r"a:\d+:\d+: the XML is damaged"),
        "a list cut short": (listed[:4000], "cut short after record"),
        "a document type": (b"<?xml version='1.0'?>" + doctype + tree[38:], "document type"),
        "entities": (tree.replace(b"ACTIVE", b"&b;", 1), "the XML is damaged"),
        "a deep tree": (tree.replace(b"<rr:StartNode>", deep, 1), "nested more than"),
        "a deep list": (b'[{"LEI": 1, "LegalName": ' + b"[" * 90_000, "nested more than"),
        "a deep list later": (listed[:-2] + b"," + b'{"a\\"":' * 90_000, "nested more than"),
        "a tree of odd bytes": (tree.replace(b"ACTIVE", b"\xff\xfe", 1), "the XML is damaged"),
        "a list of odd bytes": (listed.replace(b"ACTIVE", b"\xff\xfe", 1), "damaged"),
        "a table of odd bytes": (table + b"1,\xff\n", "not UTF-8"),
        "a quote left open": (table + b'1,"' + b"a\n" * 200_000, "damaged"),
        "gzip cut short": (gzip.compress(tree)[:1000], "damaged or cut short"),
        "gzip of nothing": (b"\x1f\x8b", "damaged or cut short"),
        "zip cut short": (zipped.getvalue()[:1000], "damaged or cut short"),
        "zip spoilt": (bytes(spoilt), "damaged"),
        "one long record": (b'[{"LEI": "' + b"a" * 9_000_000 + b'"}]', "longer than any"),
        "one long element": (tree.replace(b"LEI<", b"a" * 9_000_000, 1), "longer than any"),
        "one long row": (table + b"a" * 9_000_000, "damaged|longer than any"),
    }


@pytest.mark.parametrize("name", damaged())
def test_a_damaged_file_gets_one_message(name, tmp_path):
    data, message = damaged()[name]
    (tmp_path / "a").write_bytes(data)

    with pytest.raises(CaseError, match=message) as caught:
        tell(tmp_path / "a")
    assert len(caught.value.problems) == 1


def test_an_archive_of_several_files_or_none_is_not_guessed_at(tmp_path):
    several = packed(tmp_path / "several.zip", "a.xml", "b.xml", data=b"<a/>")
    none = packed(tmp_path / "none.zip", data=b"")

    with pytest.raises(CaseError, match=r"several.zip: .*holds 2 files \('a.xml', 'b.xml'\)"):
        tell(several)
    with pytest.raises(CaseError, match="the archive is empty"):
        tell(none)
    with pytest.raises(CaseError, match="cannot be opened"):
        tell(tmp_path / "missing")
    with pytest.raises(CaseError, match="cannot be opened"):
        tell(tmp_path)


def test_what_is_plain_is_opened_as_it_is(tmp_path):
    (tmp_path / "a").write_bytes(b"one\ntwo\n")

    with opened(tmp_path / "a") as stream:
        assert stream.readlines() == [b"one\n", b"two\n"]
