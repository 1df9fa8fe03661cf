"""Writing a case, whole or a value of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

import yaml

from kingmaker.files.case import Case
from kingmaker.files.problems import CaseError


class _Dumper(yaml.SafeDumper):
    """Writes plain values with as few quotes as reading them back allows."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: Any, text: str) -> yaml.ScalarNode:
    """Text in quotes wherever it could be read as something else."""
    reads_as_more = text.strip().lower() in _MORE_THAN_TEXT or _is_number(text)
    style = '"' if _BREAK.search(text) else "'" if reads_as_more else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_MORE_THAN_TEXT = ("true", "false", "null", "~", "", "<<")
_BREAK = re.compile("[\u2028\u2029]")  # lines end there for YAML, and for no editor


def _is_number(text: str) -> bool:
    return text.removeprefix("-").isdecimal()


_Dumper.add_representer(str, _text)
# what YAML 1.1 takes for dates, floats or yes and no is text to us, and needs no quotes
_Dumper.yaml_implicit_resolvers = {
    first: [(tag, sign) for tag, sign in resolvers if tag.rsplit(":", 1)[-1] in _KEPT]
    for _KEPT in [("int", "bool", "null")]
    for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


def dumps(case: Case) -> str:
    """Write a case as text that reads as the same case.

    Parameters
    ----------
    case : Case
        With its claims and worlds; as it is seen, changes of a world or of values included.

    Returns
    -------
    str
        YAML in format 1. Comments of the file it came from are not kept. Of a case that is seen
        in a world or with changes, neither are worlds that no longer fit it, nor the questions
        that are asked in them.
    """
    worlds = {
        name: world.model_dump(mode="json", exclude_defaults=True)
        for name, world in case.worlds.items()
        if not (case.world or case.changes) or _fits(case, name)
    }
    tree = {**case.tree, **({"worlds": worlds} if worlds else {})}
    if left := case.worlds.keys() - worlds.keys():
        asked = cast("dict[str, dict[str, Any]]", case.tree.get("questions") or {})
        tree["questions"] = {k: v for k, v in asked.items() if v.get("world") not in left}
    return written(tree)


def written(tree: Mapping[str, Any]) -> str:
    """Write the tree of a case as text."""
    return yaml.dump(_plain(tree), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


def _fits(case: Case, world: str) -> bool:
    """Whether a world can still be set where something else is set already."""
    try:
        _ = case.in_world(world).organisation
    except (CaseError, KeyError):
        return False
    return True


def inline(value: Any) -> str:
    """One value on one line, as a file could have it.

    Examples
    --------
    >>> inline({"more_than": "1/2", "of": "size"})
    '{more_than: 1/2, of: size}'
    >>> inline([]), inline(None)
    ('[]', 'none')
    """
    if value is None:
        return "none"
    written: str = yaml.dump(
        _plain(value), Dumper=_Dumper, default_flow_style=True, sort_keys=False,
        allow_unicode=True, width=10_000,
    )  # fmt: skip
    return written.removesuffix("\n...\n").strip()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in cast("Mapping[str, Any]", value).items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in cast("list[Any]", value)]
    return value
