"""What the data files hold, typed: agencies, plans, progress, settings."""
