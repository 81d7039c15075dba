"""Land and parks of a development zone on one dated, explainable map."""

__version__ = "0.1.0"
