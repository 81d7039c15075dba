"""Brochures and delegation books: published sites as one file that is carried home."""
