"""The open corpus: the form it is written in, its checks, its readers. Never imported at run time."""
