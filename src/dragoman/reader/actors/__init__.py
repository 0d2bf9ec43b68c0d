"""Who: names, titles, bodies and pronouns resolved to actors."""
