"""Voting power by us and by others on the same workloads, pair by pair, in one run.

    python tests/bench/pairs.py [PROGRAM …]

Each program runs in a process of its own, with a limit on its time and memory. Python programs
are timed by the processor time of the call alone, the median of three after one to warm up, or
of one where it takes long; a program of the command line by the processor time of its process.
What each finds is compared with exact references where they are at hand. Packages that are not
installed are left out, and so is EPIC unless the environment says where its binary is::

    EPIC=/somewhere/epic python tests/bench/pairs.py

EPIC (jhstaudacher/EPIC, C++) has no licence and is neither shipped nor fetched.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CASES = ROOT.parent / "shared" / "cases" / "power" / "workloads"
SECONDS = int(os.environ.get("SECONDS_EACH", "60"))
BYTES = 8 * 2**30

INDICES = ("banzhaf", "shapley")


def workloads() -> dict[str, dict[str, Any]]:
    """Name, formula and rules (quota and weights each), and exact values where they are known."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(CASES.glob("*.json")):
        if path.name.endswith(".reference.json"):
            continue
        case = json.loads(path.read_text(encoding="utf-8"))
        if "player_types" in case:
            continue  # a million voters: see `crowd`
        reference = json.loads((CASES / f"{path.stem}.reference.json").read_text(encoding="utf-8"))
        found[path.stem] = {"rules": case["rules"], "formula": case["formula"],
                            "exact": exact_values(case, reference)}  # fmt: skip
    own = Path(os.environ.get("EPIC", "/nowhere")).parent / "test_cases"
    for path, quota in EPICS_OWN.items():
        file = own / path
        if file.exists():
            weights = [int(line) for line in file.read_text().split() if line.strip().isdigit()]
            if not path.startswith("precoalitions"):
                weights = weights[1:]  # the quota comes first
            rule = {"quota": quota, "weights": weights}
            found[f"epic {file.stem}"] = {"rules": {"w": rule}, "formula": "w", "exact": {}}
    return found


EPICS_OWN = {
    "linear_range_test_cases/linear.q100k.n50.csv": 100_000,
    "linear_range_test_cases/linear.q100k.n100.csv": 100_000,
    "linear_range_test_cases/linear.q100k.n1000.csv": 100_000,
    "linear_range_test_cases/linear.q100k.n2000.csv": 100_000,
    "uniform/uniform.n150.q35951.csv": 35_951,
    "precoalitions/87players-1128975weight-AIIB-noCoalitions.csv": 564_488,
    "precoalitions/741players-37064weight-noCoalitions.csv": 18_533,
    "precoalitions/3434players-72068weight-noCoalitions.csv": 36_035,
}


def exact_values(case: dict[str, Any], reference: dict[str, Any]) -> dict[str, list[float]]:
    """Banzhaf (absolute) and Shapley-Shubik of each player, from the exact references."""
    if "by_weight" in reference:
        weights = next(iter(case["rules"].values()))["weights"]
        rows = [reference["by_weight"][str(w)] for w in weights]
        n = len(weights)
        return {
            "banzhaf": [float(Fraction(int(r["banzhaf_raw"]), 2 ** (n - 1))) for r in rows],
            "shapley": [float(r["shapley"]) for r in rows],
        }
    if "by_class" in reference:
        kinds = {"P": "President", "V": "VicePresident", "S": "Senator", "H": "Representative"}
        rows = [reference["by_class"][kinds[name[0]]] for name in case["players"]]
        return {
            "banzhaf": [row["banzhaf_abs"] for row in rows],
            "shapley": [float(Fraction(row["shapley"])) for row in rows],
        }
    n = reference["n"]
    return {
        "banzhaf": [float(Fraction(int(raw), 2 ** (n - 1))) for raw in reference["banzhaf_raw"]],
        "shapley": [float(Fraction(value)) for value in reference["shapley"]],
    }


# -- programs: a workload to a function without arguments, or None where it cannot be said ------


def kingmaker(workload: dict[str, Any], index: str) -> Any:
    from kingmaker import voting

    names = list(workload["rules"])
    gates = {name: voting.vote(rule["weights"], rule["quota"]) for name, rule in
             workload["rules"].items()}  # fmt: skip
    players = range(len(workload["rules"][names[0]]["weights"]))

    def joined(formula: str) -> Any:
        either = split(formula, "|")
        if len(either) > 1:
            return voting.any_of(*map(joined, either))
        both = split(formula, "&")
        if len(both) > 1:
            return voting.all_of(*map(joined, both))
        return (
            gates[formula.strip()] if formula.strip() in gates else joined(formula.strip()[1:-1])
        )

    game = voting.game(joined(workload["formula"]), [1] * len(players))
    if index == "banzhaf":
        return lambda: [float(f) for f in voting.measure(game, exact=False).banzhaf]
    return lambda: [float(f) for f in voting.measure(game, exact=False).shapley]


def split(formula: str, sign: str) -> list[str]:
    """Parts of a formula at a sign outside all brackets."""
    parts, depth = [""], 0
    for letter in formula:
        depth += (letter == "(") - (letter == ")")
        if letter == sign and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def power_bdd(workload: dict[str, Any], index: str) -> Any:
    bdd = importlib.import_module("power_bdd.bdd")

    def found() -> list[float]:
        rules = {name: bdd.BDD(bdd.WeightedGame(rule["quota"], list(rule["weights"])))
                 for name, rule in workload["rules"].items()}  # fmt: skip
        whole = eval(workload["formula"], {"__builtins__": {}}, rules)
        return list(whole.calc_banzhaf() if index == "banzhaf" else whole.calc_shapley())

    return found


def powerindex(workload: dict[str, Any], index: str) -> Any:
    package = importlib.import_module("powerindex")
    if len(workload["rules"]) > 1:
        return None
    rule = next(iter(workload["rules"].values()))

    def found() -> list[float]:
        game = package.Game(rule["quota"], list(rule["weights"]))
        if index == "shapley":
            game.calc_shapley_shubik()
            return list(game.shapley_shubik)
        game.calc_banzhaf()
        return normalised(list(game.banzhaf))

    return found


def tucoopy(workload: dict[str, Any], index: str) -> Any:
    banzhaf = importlib.import_module("tucoopy.power.banzhaf")
    shapley = importlib.import_module("tucoopy.power.shapley_shubik")
    if len(workload["rules"]) > 1:
        return None
    rule = next(iter(workload["rules"].values()))
    if index == "shapley":
        return lambda: list(
            shapley.shapley_shubik_index_weighted_voting(list(rule["weights"]), rule["quota"])
        )
    return lambda: list(
        banzhaf.banzhaf_index_weighted_voting(
            list(rule["weights"]), rule["quota"], normalized=False
        )
    )


def normalised(values: list[float]) -> list[float]:
    """Marks values that add up to one, to be compared with others of that kind."""
    return [-value for value in values]


PROGRAMS = {"kingmaker": kingmaker, "power_bdd": power_bdd, "powerindex": powerindex,
            "tucoopy": tucoopy}  # fmt: skip


# -- running ------------------------------------------------------------------------------------


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def child(program: str, index: str) -> None:
    """Run one program on the workload in the standard input; print time and values."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    run = PROGRAMS[program](json.load(sys.stdin), index)
    if run is None:
        say(json.dumps({"why": "cannot say it"}))
        return
    begun = time.process_time()
    values = run()
    times = [time.process_time() - begun]
    if times[0] < SECONDS / 4:  # the first may have compiled or loaded
        begun = time.process_time()
        run()
        often = max(1, int(0.2 / max(time.process_time() - begun, 1e-4)))
        times = []
        for _ in range(3):
            begun = time.process_time()
            for _ in range(often):  # the clock of the processor is a coarse one
                run()
            times.append((time.process_time() - begun) / often)
    say(json.dumps({"seconds": statistics.median(times), "values": values}))


def measured(program: str, index: str, workload: dict[str, Any]) -> dict[str, Any]:
    """What one program takes and finds, or why not."""
    command = [sys.executable, __file__, "--child", program, index]
    try:
        done = subprocess.run(
            command, input=json.dumps(workload), capture_output=True, text=True,
            timeout=2 * SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return {"why": f"> {SECONDS} s"}
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["stopped"])[-1]
        if "No module named" in last:
            return {"why": "not installed"}
        return {"why": "stopped" if done.returncode < 0 else last.partition(":")[0][:24]}
    return json.loads(done.stdout)


def epic(index: str, workload: dict[str, Any]) -> dict[str, Any]:
    """EPIC, a program of the command line."""
    if len(workload["rules"]) > 1:
        return {"why": "cannot say it"}
    rule = next(iter(workload["rules"].values()))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "weights.csv"
        file.write_text("\n".join(map(str, rule["weights"])) + "\n")
        code = "ABZ" if index == "banzhaf" else "SH"
        command = [os.environ["EPIC"], "-i", code, "-w", str(file), "-q", str(rule["quota"])]
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        try:
            done = subprocess.run(
                command, input="n\n", capture_output=True, text=True, timeout=5 * SECONDS,
                check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return {"why": f"> {SECONDS} s"}
        seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    values = [float(v) for v in re.findall(r"^P\d+: (\S+)$", done.stdout, flags=re.MULTILINE)]
    if done.returncode or len(values) != len(rule["weights"]):
        return {"why": "stopped" if done.returncode else "refused"}
    return {"seconds": seconds, "values": values}


def error(found: list[float], exact: list[float] | None) -> str:
    """The largest difference from the exact values."""
    if exact is None:
        return "-"
    if found and max(found) <= 0:
        found, whole = [-value for value in found], sum(exact)
        exact = [value / whole for value in exact]
    return f"{max(abs(a - b) for a, b in zip(found, exact, strict=True)):.0e}"


def main(only: list[str]) -> None:
    """Print a table: workload, index, program, seconds, ratio to ours, largest error."""
    say(f"{'workload':34} {'index':8} {'program':10} {'seconds':>9} {'ratio':>8} {'error':>7}")
    for name, workload in workloads().items():
        for index in INDICES:
            asked = {key: workload[key] for key in ("rules", "formula")}
            ours = measured("kingmaker", index, asked)
            rows = {"kingmaker": ours}
            others = [p for p in PROGRAMS if p != "kingmaker" and (not only or p in only)]
            rows |= {p: measured(p, index, asked) for p in others}
            if "EPIC" in os.environ and (not only or "EPIC" in only):
                rows["EPIC"] = epic(index, workload)
            exact = workload["exact"].get(index)
            if exact is None and "values" in ours:
                exact = ours["values"]
            for program, row in rows.items():
                if "values" not in row:
                    told = f"{row['why']:>9}"
                else:
                    ratio = row["seconds"] / max(ours.get("seconds", 0), 1e-6)
                    told = f"{row['seconds']:9.4f} {ratio:8.1f} {error(row['values'], exact):>7}"
                say(f"{name:34.34} {index:8} {program:10} {told}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(*sys.argv[2:4])
    else:
        main(sys.argv[1:])
