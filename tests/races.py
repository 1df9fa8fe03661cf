"""A race for a board: sixty per cent of the shares, notice of a meeting, and new shares."""

import kingmaker as km

RACE = """
kingmaker: 1
name: A race for the board
as_of: 2026-01-01
parties:
  holder: {{}}
  rest: {{}}
  friend: {{}}
  ann: {{}}
  bob: {{}}
  cid: {{}}
classes: {{common: {{votes: 1}}}}
holdings:
  - {{holder: holder, class: common, shares: 60}}
  - {{holder: rest, class: common, shares: 40}}
bodies:
  meeting: {{kind: meeting, classes: [common]}}
  board: {{seats: [ann, bob, cid]}}
flags: [no-issue]
decisions:
  replace:
    rule: {{vote: meeting, more_than: 1/2, of: outstanding}}
    timing: {{notice: {notice}}}
    effects: [{{fill: board}}]
  issue:
    rule: {{vote: board, more_than: 1/2, of: in_office}}
    requires: {{not_flag: no-issue}}
    timing: {{notice: {issue}}}
    effects: [{{issue: {{class: common, to: friend, shares: 40}}}}]
{more}
"""
BYLAW = """
  bylaw:
    rule: {vote: meeting, more_than: 1/2, of: outstanding}
    timing: {notice: 1 day}
    effects: [{flag: no-issue}]
"""


def race(notice="10 days", issue="0 days", more=""):
    return km.loads(RACE.format(notice=notice, issue=issue, more=more))
