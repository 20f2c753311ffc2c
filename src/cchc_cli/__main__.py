"""`python -m cchc_cli` and the `cchc` command."""

from cchc_cli.cli.main import main

if __name__ == "__main__":
    main()
