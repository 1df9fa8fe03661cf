"""Files of GLEIF, which identifies legal entities: who is who, and who consolidates whom."""

from kingmaker.files.exchange.gleif.reading import is_gleif, read

__all__ = ["is_gleif", "read"]
