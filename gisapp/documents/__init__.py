"""Official documents: templates a zone can edit, what is missing before issue, numbers without gaps, bytes that never change."""
