"""Drafts the shipped templates: `python -m gisapp.documents.drafting` writes gisapp/documents/templates/*.docx anew."""
