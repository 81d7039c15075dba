"""Measures tiles, import and first paint, each beside the floor it is compared with, in one run on one machine."""
