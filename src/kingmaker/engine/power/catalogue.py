"""The indices of who tips the outcome, and of who is on the side that wins."""

from __future__ import annotations

from fractions import Fraction

from kingmaker.engine.counting.swings import Swings
from kingmaker.engine.power import indices, success
from kingmaker.engine.power.records import Index, Need


def _act(counts: Swings) -> list[Fraction]:
    return [indices.power_to_act(counts)] * len(counts.sizes)


def _totals(counts: Swings) -> list[int]:
    return list(counts.totals)


TIPPING = (
    Index(
        name="shapley",
        title="Shapley-Shubik index",
        definition="The chance to be the one who tips the vote, if players come to agree one "
        "after the other in a random order.",
        good_for="What part of a prize is a vote worth, if who decides takes the prize?",
        adds_up=True,
        source="Shapley, L. S. and Shubik, M. (1954). A method for evaluating the distribution "
        "of power in a committee system. American Political Science Review 48, 787-792.",
        needs=Need.SWINGS,
        function=indices.shapley,
    ),
    Index(
        name="banzhaf",
        title="Penrose-Banzhaf measure",
        definition="The chance that a player's vote decides, if each of the others votes yes "
        "or no by the toss of a coin.",
        good_for="How often does a vote make a difference?",
        adds_up=False,
        source="Penrose, L. S. (1946). The elementary statistics of majority voting. Journal of "
        "the Royal Statistical Society 109, 53-57.",
        needs=Need.SWINGS,
        function=indices.banzhaf,
        raw=_totals,
    ),
    Index(
        name="banzhaf-normalised",
        title="Banzhaf index",
        definition="A player's part of all the ways in which somebody's vote decides.",
        good_for="How much more often than others does a player make a difference?",
        adds_up=True,
        source="Banzhaf, J. F. (1965). Weighted voting doesn't work: a mathematical analysis. "
        "Rutgers Law Review 19, 317-343.",
        needs=Need.SWINGS,
        function=indices.banzhaf_normalised,
        raw=_totals,
    ),
    Index(
        name="banzhaf-at",
        title="Weighted Banzhaf value",
        definition="The chance that a player's vote decides, if each of the others votes yes "
        "with a chance that is given.",
        good_for="How often does a vote make a difference where most proposals are welcome, or "
        "few?",
        adds_up=False,
        source="Dubey, P., Neyman, A. and Weber, R. J. (1981). Value theory without efficiency. "
        "Mathematics of Operations Research 6, 122-128.",
        needs=Need.CHANCE,
        function=indices.banzhaf_at,
    ),
    Index(
        name="coleman-shapley",
        title="Coleman-Shapley index",
        definition="The chance to be the one who completes a winning coalition, if a random "
        "half of the players agrees one after the other.",
        good_for="What part has a player in the chance that anything passes?",
        adds_up=False,
        source="Casajus, A. and Huettner, F. (2019). The Coleman-Shapley index: being decisive "
        "within the coalition of the interested. Public Choice 181, 275-289.",
        needs=Need.SWINGS,
        function=indices.coleman_shapley,
    ),
    Index(
        name="coleman-act",
        title="Coleman's power of a collectivity to act",
        definition="The part of all coalitions that win.",
        good_for="How easily does a body decide anything at all?",
        adds_up=False,
        source="Coleman, J. S. (1971). Control of collectivities and the power of a "
        "collectivity to act. In Lieberman, B. (ed.), Social Choice, 269-300. Gordon and Breach.",
        needs=Need.SWINGS,
        function=_act,
        of_all=True,
    ),
    Index(
        name="coleman-prevent",
        title="Coleman's power to prevent action",
        definition="Of the winning coalitions, the part that loses if the player leaves.",
        good_for="How surely can a player stop what would pass?",
        adds_up=False,
        source="Coleman, J. S. (1971). Control of collectivities and the power of a "
        "collectivity to act. In Lieberman, B. (ed.), Social Choice, 269-300. Gordon and Breach.",
        needs=Need.SWINGS,
        function=indices.power_to_prevent,
    ),
    Index(
        name="coleman-initiate",
        title="Coleman's power to initiate action",
        definition="Of the losing coalitions, the part that wins if the player joins.",
        good_for="How surely can a player carry what would fail?",
        adds_up=False,
        source="Coleman, J. S. (1971). Control of collectivities and the power of a "
        "collectivity to act. In Lieberman, B. (ed.), Social Choice, 269-300. Gordon and Breach.",
        needs=Need.SWINGS,
        function=indices.power_to_initiate,
    ),
)

SUCCEEDING = (
    Index(
        name="rae",
        title="Rae index",
        definition="The chance that the outcome is what the player voted for, if everyone "
        "votes by the toss of a coin.",
        good_for="How often does a player get their way, by power or by luck?",
        adds_up=False,
        source="Rae, D. W. (1969). Decision-rules and individual values in constitutional "
        "choice. American Political Science Review 63, 40-56.",
        needs=Need.SWINGS,
        function=success.success,
    ),
    Index(
        name="nevison",
        title="Nevison's index of success",
        definition="The chance that a proposal passes, given that the player votes for it.",
        good_for="How often does a player get what they want to have?",
        adds_up=False,
        source="Nevison, C. H. (1979). Structural power and satisfaction in simple games. In "
        "Brams, S. J., Schotter, A. and Schwödiauer, G. (eds), Applied Game Theory, 39-57. "
        "Physica.",
        needs=Need.SWINGS,
        function=success.success_in_favour,
    ),
    Index(
        name="inclusiveness",
        title="König-Bräuninger index of inclusiveness",
        definition="The chance that the player voted for it, given that a proposal passes.",
        good_for="How often can others decide and leave a player out?",
        adds_up=False,
        source="König, T. and Bräuninger, T. (1998). The inclusiveness of European decision "
        "rules. Journal of Theoretical Politics 10, 125-142.",
        needs=Need.SWINGS,
        function=success.inclusiveness,
    ),
    Index(
        name="public-help",
        title="Public Help index, theta",
        definition="A player's part of all places in winning coalitions.",
        good_for="Who helps to bring about what everyone then enjoys?",
        adds_up=True,
        source="Bertini, C., Gambarelli, G. and Stach, I. (2008). A public help index. In "
        "Braham, M. and Steffen, F. (eds), Power, Freedom, and Voting, 83-98. Springer.",
        needs=Need.SWINGS,
        function=success.public_help,
        raw=success.public_help_raw,
    ),
    Index(
        name="public-help-xi",
        title="Public Help index, xi",
        definition="What a player gets if a winning coalition forms with a chance that falls "
        "with its size, and shares out equally.",
        good_for="Who helps to bring about what everyone then enjoys, where small coalitions "
        "form sooner?",
        adds_up=True,
        source="Bertini, C. and Stach, I. (2015). On public values and power indices. Decision "
        "Making in Manufacturing and Services 9, 9-25.",
        needs=Need.SWINGS,
        function=success.public_help_small,
    ),
    Index(
        name="index-f",
        title="Index f of coalitions without dummies",
        definition="What a player gets if a random winning coalition, in which nobody is who "
        "never matters, shares out equally.",
        good_for="What part of a prize does a player get from coalitions that need not be small?",
        adds_up=True,
        source="Álvarez-Mozos, M., Ferreira, F., Alonso-Meijide, J. M. and Pinto, A. A. (2015). "
        "Characterizations of power indices based on null player free winning coalitions. "
        "Optimization 64, 675-686.",
        needs=Need.SWINGS,
        function=success.index_f,
        raw=success.index_f_raw,
    ),
    Index(
        name="index-g",
        title="Index g of coalitions without dummies",
        definition="A player's part of all places in winning coalitions, in which nobody is "
        "who never matters.",
        good_for="Who helps to bring about what everyone then enjoys, bystanders left aside?",
        adds_up=True,
        source="Álvarez-Mozos, M., Ferreira, F., Alonso-Meijide, J. M. and Pinto, A. A. (2015). "
        "Characterizations of power indices based on null player free winning coalitions. "
        "Optimization 64, 675-686.",
        needs=Need.SWINGS,
        function=success.index_g,
        raw=success.index_g_raw,
    ),
    Index(
        name="index-g-absolute",
        title="Absolute index g",
        definition="The chance to be in a random winning coalition, in which nobody is who "
        "never matters.",
        good_for="How often can others decide and leave a player out, bystanders left aside?",
        adds_up=False,
        source="Álvarez-Mozos, M., Ferreira, F., Alonso-Meijide, J. M. and Pinto, A. A. (2015). "
        "Characterizations of power indices based on null player free winning coalitions. "
        "Optimization 64, 675-686.",
        needs=Need.SWINGS,
        function=success.index_g_absolute,
    ),
)
