"""What a check found: as text for people, as JSON, SARIF and GitHub annotations for programs."""

from cchc_cli.render.findings.found import Findings, summary
from cchc_cli.render.findings.records import finding_records
from cchc_cli.render.findings.text import render_findings

__all__ = ["Findings", "finding_records", "render_findings", "summary"]
