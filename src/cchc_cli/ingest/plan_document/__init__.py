"""A plan as a document of a word processor, a spreadsheet or plain text, to what it says row by row."""
