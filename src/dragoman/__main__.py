"""``python -m dragoman`` is ``dragoman``."""

from dragoman.serve.cli.main import main

main()
