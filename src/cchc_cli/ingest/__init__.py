"""Foreign files to drafts and problems; nothing here writes."""
