"""The weights that are shipped, each with its card, and the labels their outputs stand for."""
