"""Where: names of places, what they mean, and where events happened."""
