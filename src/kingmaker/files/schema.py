"""The JSON Schema of the case format, made from the model.

Editors that know JSON Schema complete and check a case while it is typed. The schema says what
each word may hold; names that must be listed elsewhere are checked by the loader.
"""

from __future__ import annotations

from typing import Any, cast

from kingmaker.files.building import WORDS
from kingmaker.files.case import World
from kingmaker.files.normal import LISTED
from kingmaker.model import Claim, Organisation

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_ENTRY_WORDS = ("source", "assumed", "note")  # about a fact, and never disputed


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a case file in format 1.

    Returns
    -------
    dict
        Any value of an entry may also be ``{claims: […]}``.
    """
    whole = Organisation.model_json_schema(by_alias=True, ref_template="#/$defs/{model}")
    claim = Claim.model_json_schema(ref_template="#/$defs/{model}")
    world = World.model_json_schema(ref_template="#/$defs/{model}")
    defs: dict[str, Any] = {**whole.pop("$defs"), **world.pop("$defs", {})}
    words: dict[str, Any] = {k: v for k, v in whole["properties"].items() if k in WORDS}
    for name, definition in defs.items():
        if name not in ("Source", "Reference"):
            defs[name] = _disputable(definition)
    defs["Claims"] = {
        "type": "object",
        "properties": {"claims": {"type": "array", "items": claim, "minItems": 1}},
        "required": ["claims"],
        "additionalProperties": False,
        "description": "what the sources say, where they differ; the first is believed",
    }
    for section in LISTED:
        entry = words[section]["additionalProperties"]
        words[section] = {"anyOf": [words[section], {"type": "array", "items": entry}]}
    names = {"type": "array", "items": {"type": "string"}, "uniqueItems": True}
    words["flags"] = {"anyOf": [words["flags"], names]}
    calendar = words["calendar"]
    days = {"anyOf": [calendar["additionalProperties"], {"$ref": "#/$defs/Claims"}]}
    words["calendar"] = {**calendar, "additionalProperties": days}
    words["kingmaker"] = {"const": 1, "description": "the format of the file"}
    words["worlds"] = {"type": "object", "additionalProperties": world}
    return {
        "$schema": _DRAFT,
        "title": "Kingmaker case, format 1",
        "type": "object",
        "properties": {
            word: _optional(words[word]) if word in _SECTIONS else words[word]
            for word in (*WORDS, "worlds")
        },
        "required": ["kingmaker", "name"],
        "additionalProperties": False,
        "$defs": _with_short_forms(defs),
    }


_SECTIONS = tuple(word for word in (*WORDS, "worlds") if word not in ("kingmaker", "name"))


def _disputable(definition: dict[str, Any]) -> dict[str, Any]:
    """Let every value of an entry be disputed where it stands."""
    properties = cast("dict[str, Any]", definition.get("properties", {}))
    for word, value in properties.items():
        if word not in _ENTRY_WORDS:
            properties[word] = {"anyOf": [value, {"$ref": "#/$defs/Claims"}]}
    return definition


def _with_short_forms(defs: dict[str, Any]) -> dict[str, Any]:
    """The other spellings that the loader takes: lists of names, text for a source."""
    names = {"type": "array", "items": {"type": "string"}}
    body = defs["Body"]["properties"]
    for word in ("seats", "voters"):
        held = body[word]["anyOf"][0]
        disputed = {"anyOf": [held["additionalProperties"], {"$ref": "#/$defs/Claims"}]}
        held["additionalProperties"] = disputed
        body[word]["anyOf"].append(names)
    defs["Source"] = {"anyOf": [defs["Source"], {"type": "string"}]}
    defs["Meeting"] = {"anyOf": [_DAY, defs["Meeting"]]}
    for name, word in _ONE_NAME:
        properties = defs[name].get("properties") or defs[name]["anyOf"][-1]["properties"]
        properties[word]["anyOf"].append({"type": "string"})
    condition = {"$ref": "#/$defs/Condition"}
    defs["Decision"]["properties"]["requires"]["anyOf"].append(condition)
    for name, word in _COALITIONS:
        coalition = defs[name]["properties"][word]["anyOf"]
        members = coalition[0]["items"].get("items") or coalition[0]["items"]
        members.update({**_MEMBER})
        if name == "Asked":
            coalition.append(_MEMBER)
        else:
            coalition[0]["items"] = {"anyOf": [coalition[0]["items"], _MEMBER]}
    for name in ("Party", "Seat", "Body", "ShareClass", "Flag"):
        defs[name] = _optional(defs[name])
    return defs


_ONE_NAME = (
    ("Consent", "consent"), ("NoObjection", "no_objection"), ("Vote", "exclude"),
    ("Quorum", "counting"), ("Meeting", "classes"), ("Agreement", "binds"), ("Event", "by"),
    ("Event", "to"), ("Asked", "goal"),
)  # fmt: skip
"""Where one name may stand without a list around it."""

_COALITIONS = (
    ("Want", "wins"), ("Want", "loses"), ("Want", "blocks"), ("Want", "not_blocks"),
    ("Asked", "coalition"),
)  # fmt: skip
_MEMBER: dict[str, Any] = {
    "type": ["string", "object"],
    "additionalProperties": {"type": "integer", "minimum": 1},
    "maxProperties": 1,
    "description": "a party; or of people who act one by one so many: {staff: 385}",
    "examples": ["ann", {"staff": 385}],
}
_DAY: dict[str, Any] = {
    "type": ["string", "integer"],
    "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$",
    "examples": ["2017-06-07"],
}


def _optional(definition: dict[str, Any]) -> dict[str, Any]:
    """An entry, or a section, with nothing after its name."""
    return {"anyOf": [definition, {"type": "null"}]}
