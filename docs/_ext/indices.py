"""Every power index, from the register of the engine."""

from __future__ import annotations

from words import cell

from kingmaker.engine.power import register
from kingmaker.engine.power.records import Index, Need

PYTHON = {
    Need.UNIONS: 'voting.index("{name}", weights, quota, unions=[[0, 1], [2, 3]])',
    Need.CHANCE: 'voting.index("{name}", weights, quota, chance=Fraction(1, 3))',
    Need.OCEAN: "voting.oceanic_shapley(game)",
    Need.BALLOTS: 'km.power(case, decision, index="{name}")',
}
"""How to ask in Python, where it takes more than a game."""

CHAINS = {
    "karos-peters": "voting.karos_peters(network)",
    "crama-leruth": "voting.crama_leruth(network, company)",
    "network-power": "voting.network_power(network)",
}


def every_index() -> str:
    """A table of all indices, and one section for each."""
    rows = [
        f"| [{cell(index.title)}](#index-{index.name}) | {cell(index.good_for)} | "
        f"{'yes' if index.adds_up else 'no'} |"
        for index in register.INDICES
    ]
    head = "| index | answers | adds up to one |\n| --- | --- | --- |"
    return "\n\n".join(["\n".join([head, *rows]), *map(of_index, register.INDICES)])


def of_index(index: Index) -> str:
    """One index: what it says, is good for, and is asked by."""
    lines = [
        f"(index-{index.name})=",
        f"## {index.title}",
        "",
        f"*{index.good_for}* {index.definition}",
        "",
        f"- Its values lie {_range(index)}. {_sum(index)}",
    ]
    if (command := _command(index)) is not None:
        lines.append(f"- On the command line: `{command}`")
    lines += [f"- In Python: `{_python(index)}`", f"- Source: {index.source}", ""]
    return "\n".join(lines)


def _range(index: Index) -> str:
    if index.least is None and index.most is None:
        return "anywhere, below nought too"
    if index.most is None:
        return f"at {index.least} or above"
    return f"between {index.least} and {index.most}"


def _sum(index: Index) -> str:
    if index.of_all:
        return "It says one thing of all players together."
    if index.adds_up:
        return "Those of all players add up to one."
    return "Those of all players do not add up to one."


def _command(index: Index) -> str | None:
    if index.needs is Need.OCEAN:
        return "kingmaker oceans CASE DECISION"
    if index.needs in (Need.CHAINS, Need.CHANCE):
        return None
    unions = ' --unions "ann+bob, cid+dan"' if index.needs is Need.UNIONS else ""
    return f"kingmaker power CASE DECISION --index {index.name}{unions}"


def _python(index: Index) -> str:
    if index.needs is Need.CHAINS:
        return CHAINS[index.name]
    return PYTHON.get(index.needs, 'voting.index("{name}", weights, quota)').format(
        name=index.name
    )
