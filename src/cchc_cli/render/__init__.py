"""Tables, reports and diagnostics as bytes or terminal text. Nothing is counted or worded here."""
