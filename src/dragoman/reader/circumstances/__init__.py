"""Whether it happened, where and when, and how much."""
