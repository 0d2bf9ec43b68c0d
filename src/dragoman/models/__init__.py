"""What a model of events answers with: its labels, in the order of its outputs."""
