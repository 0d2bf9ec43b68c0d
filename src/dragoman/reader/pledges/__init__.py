"""Who undertook to do what."""
