"""How the documentation is built: ``sphinx-build -W docs docs/_build/html``. Needs no network."""

import sys
from importlib.metadata import version as installed
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "Kingmaker"
author = "The Kingmaker authors"
copyright = "the Kingmaker authors, Apache License 2.0"
release = version = installed("kingmaker")

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinxcontrib.bibtex",
    "register",
]
exclude_patterns = ["_build", "_ext"]
language = "en-GB"
nitpicky = True
# types in docstrings are words for readers; every other reference has to lead somewhere
nitpick_ignore_regex = [("py:.*", ".*")]
default_role = "code"

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "unsrt"
bibtex_reference_style = "author_year"

autodoc_member_order = "bysource"
autodoc_typehints = "none"
autodoc_preserve_defaults = True
napoleon_google_docstring = False
napoleon_use_rtype = False

html_theme = "furo"
html_title = "Kingmaker"
html_static_path = ["_static"]
html_css_files = ["kingmaker.css"]
html_copy_source = False
html_show_sourcelink = False
highlight_language = "text"
