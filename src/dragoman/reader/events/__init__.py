"""Who did what to whom, from the grammar."""
