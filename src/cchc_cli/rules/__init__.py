"""What is checked across rows and files. Each rule is a function beside its codes."""

from cchc_cli.rules.all_rules import check

__all__ = ["check"]
