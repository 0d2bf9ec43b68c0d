"""Negotiations: who asked, offered, agreed to, refused what, in which process, and who brought the sides together."""
