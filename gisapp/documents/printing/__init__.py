"""From the very .docx to PDF: what Word would show is read from its XML, written as HTML and set by WeasyPrint."""
