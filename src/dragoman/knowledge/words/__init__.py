"""Tables of words, each with its loader: what an event word means, what makes a claim, a pledge, a plan of a clause."""
