"""The indices of who forms coalitions, of vetoes, of unions, and those of other games."""

from __future__ import annotations

from kingmaker.engine.power import abstaining, critical, forming, unions, vetoes
from kingmaker.engine.power.memberships import Memberships
from kingmaker.engine.power.records import Index, Need


def _totals(counts: Memberships) -> list[int]:
    return list(counts.totals)


FORMING = (
    Index(
        name="deegan-packel",
        title="Deegan-Packel index",
        definition="What a player gets if a random minimal winning coalition shares out equally.",
        good_for="Who gets what of a prize, if nobody is taken in who is not needed?",
        adds_up=True,
        source="Deegan, J. and Packel, E. W. (1978). A new index of power for simple n-person "
        "games. International Journal of Game Theory 7, 113-123.",
        needs=Need.MINIMAL,
        function=forming.deegan_packel,
        raw=forming.deegan_packel_raw,
    ),
    Index(
        name="public-good",
        title="Public Good index of Holler",
        definition="A player's part of all places in minimal winning coalitions.",
        good_for="Who has a say in a public good, if nobody is taken in who is not needed?",
        adds_up=True,
        source="Holler, M. J. (1982). Forming coalitions and measuring voting power. Political "
        "Studies 30, 262-271.",
        needs=Need.MINIMAL,
        function=forming.public_good,
        raw=_totals,
    ),
    Index(
        name="public-good-absolute",
        title="Absolute Public Good index",
        definition="The chance to be in a random minimal winning coalition.",
        good_for="How often is a player one of those who are needed?",
        adds_up=False,
        source="Holler, M. J. and Packel, E. W. (1983). Power, luck and the right index. "
        "Zeitschrift für Nationalökonomie 43, 21-29.",
        needs=Need.MINIMAL,
        function=forming.public_good_absolute,
    ),
    Index(
        name="felsenthal",
        title="Felsenthal's index of least size",
        definition="What a player gets if a random one of the smallest winning coalitions "
        "shares out equally.",
        good_for="Who gets what of a prize, if as few as possible are to share it?",
        adds_up=True,
        source="Felsenthal, D. S. (2016). A well-behaved index of a priori P-power for simple "
        "n-person games. Homo Oeconomicus 33, 367-381.",
        needs=Need.MINIMAL,
        function=forming.least_size,
        raw=forming.least_size_raw,
    ),
    Index(
        name="shift",
        title="Shift index",
        definition="A player's part of all places in winning coalitions in which nobody can "
        "give way to someone weaker.",
        good_for="Who has a say in a public good, if nobody stronger than needed is taken in?",
        adds_up=True,
        source="Alonso-Meijide, J. M. and Freixas, J. (2010). A new power index based on minimal "
        "winning coalitions without any surplus. Decision Support Systems 49, 70-76.",
        needs=Need.SHIFT,
        function=forming.public_good,
        raw=_totals,
    ),
    Index(
        name="shift-deegan-packel",
        title="Shift Deegan-Packel index",
        definition="What a player gets if a random winning coalition, in which nobody can give "
        "way to someone weaker, shares out equally.",
        good_for="Who gets what of a prize, if nobody stronger than needed is taken in?",
        adds_up=True,
        source="Freixas, J. and Kurz, S. (2016). The cost of getting local monotonicity. "
        "European Journal of Operational Research 251, 600-612.",
        needs=Need.SHIFT,
        function=forming.deegan_packel,
        raw=forming.deegan_packel_raw,
    ),
    Index(
        name="johnston",
        title="Johnston index",
        definition="A player's part in undoing winning coalitions, each shared out equally "
        "among those without whom it loses.",
        good_for="Who can threaten to leave, and be the only one who can?",
        adds_up=True,
        source="Johnston, R. J. (1978). On the measurement of power: some reactions to Laver. "
        "Environment and Planning A 10, 907-914.",
        needs=Need.GAME,
        function=critical.johnston,
        raw=critical.johnston_raw,
    ),
    Index(
        name="tijs",
        title="Tijs index, the tau value",
        definition="Equal parts for those who have a veto, and nothing for anyone else.",
        good_for="Who holds what, if only those who must agree can ask for anything?",
        adds_up=True,
        source="Tijs, S. H. (1981). Bounds for the core and the tau-value. In Moeschlin, O. and "
        "Pallaschke, D. (eds), Game Theory and Mathematical Economics, 123-132. North-Holland.",
        needs=Need.GAME,
        function=vetoes.tijs,
    ),
    Index(
        name="harsanyi-nash",
        title="Harsanyi-Nash index",
        definition="Everything for the only one who has a veto, and otherwise equal parts for "
        "all.",
        good_for="What if all must agree on how to share, and only a single veto counts for more?",
        adds_up=True,
        source="Harsanyi, J. C. (1959). A bargaining model for the cooperative n-person game. In "
        "Tucker, A. W. and Luce, R. D. (eds), Contributions to the Theory of Games IV, 325-355. "
        "Princeton University Press.",
        needs=Need.GAME,
        function=vetoes.harsanyi_nash,
    ),
)

UNIONS = (
    Index(
        name="owen",
        title="Owen value",
        definition="The chance to tip the vote, if unions come one after the other in a random "
        "order, and so do the members of each.",
        good_for="What part of a prize is a vote worth among players who act in unions?",
        adds_up=True,
        source="Owen, G. (1977). Values of games with a priori unions. In Henn, R. and "
        "Moeschlin, O. (eds), Mathematical Economics and Game Theory, 76-88. Springer.",
        needs=Need.UNIONS,
        function=unions.owen,
    ),
    Index(
        name="banzhaf-owen",
        title="Banzhaf-Owen value",
        definition="The chance that a player's vote decides, if every other union and every "
        "other member of the own union votes by the toss of a coin.",
        good_for="How often does a vote make a difference among players who act in unions?",
        adds_up=False,
        source="Owen, G. (1981). Modification of the Banzhaf-Coleman index for games with a "
        "priori unions. In Holler, M. J. (ed.), Power, Voting and Voting Power, 232-238. Physica.",
        needs=Need.UNIONS,
        function=unions.banzhaf_owen,
    ),
    Index(
        name="symmetric-coalitional-banzhaf",
        title="Symmetric coalitional Banzhaf value",
        definition="The chance to tip the vote, if every other union votes by the toss of a "
        "coin and the members of one's own come in a random order.",
        good_for="How do the members of a union share how often it makes a difference?",
        adds_up=False,
        source="Alonso-Meijide, J. M. and Fiestras-Janeiro, M. G. (2002). Modification of the "
        "Banzhaf value for games with a coalition structure. Annals of Operations Research 109, "
        "213-227.",
        needs=Need.UNIONS,
        function=unions.symmetric_coalitional_banzhaf,
    ),
)

ELSEWHERE = (
    Index(
        name="oceanic",
        title="Milnor-Shapley value of oceanic games",
        definition="The chance of a large holder to tip the vote, if an ocean of holders too "
        "small to matter alone comes to agree little by little.",
        good_for="What is a block of shares worth beside a widely held rest?",
        adds_up=False,
        source="Milnor, J. W. and Shapley, L. S. (1978). Values of large games II: oceanic "
        "games. Mathematics of Operations Research 3, 290-307.",
        needs=Need.OCEAN,
    ),
    Index(
        name="ternary-banzhaf",
        title="Banzhaf measure with abstention",
        definition="The chance that it makes a difference whether a player votes yes or no, if "
        "each of the others votes yes, votes no or abstains with equal chances.",
        good_for="How often does a vote make a difference where one may abstain?",
        adds_up=False,
        source="Felsenthal, D. S. and Machover, M. (1997). Ternary voting games. International "
        "Journal of Game Theory 26, 335-351.",
        needs=Need.BALLOTS,
        function=abstaining.ternary_banzhaf,
    ),
    Index(
        name="ternary-shapley",
        title="Shapley-Shubik index with abstention",
        definition="The chance to settle the outcome, if players are called in a random order "
        "and each votes yes, votes no or abstains with equal chances.",
        good_for="What part of a prize is a vote worth where one may abstain?",
        adds_up=True,
        source="Felsenthal, D. S. and Machover, M. (1997). Ternary voting games. International "
        "Journal of Game Theory 26, 335-351.",
        needs=Need.BALLOTS,
        function=abstaining.roll_call,
    ),
    Index(
        name="karos-peters",
        title="Karos-Peters index of indirect control",
        definition="The Shapley-Shubik power of a firm over all firms, less what all firms have "
        "over it.",
        good_for="Who controls whom through chains of shareholdings, on balance?",
        least=None,
        most=None,
        adds_up=False,
        source="Karos, D. and Peters, H. (2015). Indirect control and power in mutual control "
        "structures. Games and Economic Behavior 92, 150-165.",
        needs=Need.CHAINS,
    ),
    Index(
        name="crama-leruth",
        title="Crama-Leruth index of control",
        definition="The Banzhaf measure of an ultimate holder, if every firm in between votes "
        "as its own holders decide.",
        good_for="How often does an owner at the top make a difference at the bottom?",
        adds_up=False,
        source="Crama, Y. and Leruth, L. (2007). Control and voting power in corporate "
        "networks: concepts and computational aspects. European Journal of Operational Research "
        "178, 879-893.",
        needs=Need.CHAINS,
    ),
    Index(
        name="network-power",
        title="Network Power Index",
        definition="How many firms a holder ultimately controls, on average over random orders "
        "in which holders come to agree.",
        good_for="Who controls the most firms, through chains and circles of shareholdings?",
        least=0,
        most=None,
        adds_up=False,
        source="Mizuno, T., Doi, S. and Kurizaki, S. (2020). The power of corporate control in "
        "the global ownership network. PLoS ONE 15(8), e0237862.",
        needs=Need.CHAINS,
    ),
)
