"""What is checked across rows and files. Each rule is a function beside its codes."""

from cchc_cli.rules.check import check

__all__ = ["check"]
