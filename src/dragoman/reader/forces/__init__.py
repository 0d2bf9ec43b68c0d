"""Forces: who has, sends or withdraws how many troops, police, ships or arms, and where."""
