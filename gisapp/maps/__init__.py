"""Layers as data: definitions, tiles, features, legends. Knows how to draw and who may look, not what the law says."""
