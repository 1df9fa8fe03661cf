"""Cases about ownership that charts and their tables are made of."""

from kingmaker.files import loads

MUTUAL = """
kingmaker: 1
name: Two that hold each other
as_of: 2024-01-01
parties:
  a: {kind: organisation, label: Alpha}
  b: {kind: organisation, label: Beta}
  c: {kind: person, label: Carla}
  d: {kind: organisation, label: Delta}
  e: {kind: organisation, label: Epsilon}
holdings:
  - {holder: a, in: b, share: 51%, from: 2019-03}
  - {holder: b, in: a, share: 51%}
  - {holder: c, in: a, share: 1%}
  - {holder: b, in: d, share: 30%}
  - {holder: b, in: d, share: 52.6%, right: votes}
  - {holder: e, in: d, share: 10%, until: 2020}
  - {holder: a, in: a, share: 2%}
"""

JOINT = """
kingmaker: 1
name: Joint holders
as_of: 2023-06-01
parties:
  ann: {label: Ann}
  ben: {label: Ben}
  cat: {label: Cat}
  dan: {label: Dan}
  unk: {kind: unspecified, reason: publisher unaware}
  sub: {kind: organisation, label: Sub Ltd}
  top: {kind: organisation, label: Top Ltd}
holdings:
  p1: {holder: ann, in: top, share: over 25% to 50%, joint: one, as: trustee}
  p2: {holder: ben, in: top, share: over 25% to 50%, joint: one, as: trustee}
  p3: {holder: cat, in: top, share: 15%, as: nominee, for: ann}
  p4: {holder: unk, in: top, share: unknown, right: votes}
  p5: {holder: dan, in: top, share: 5%, status: withdrawn}
  p6: {holder: top, in: sub, share: 100%, status: disputed}
  p7: {holder: ann, in: sub, share: over 25% to 50%, link: indirect, parts: [p1, p6]}
"""

CLASSES = """
kingmaker: 1
name: Dual class
parties: {co: {kind: organisation}, f: {}, g: {}}
classes: {a: {of: co}, b: {of: co, votes: 10}}
holdings:
  - {holder: f, class: b, shares: 100}
  - {holder: g, class: a, shares: 12.5}
"""


def organisation(text):
    return loads(text).organisation
