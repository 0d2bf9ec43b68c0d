"""Decides what belongs together: tellings of one pledge to its history."""
