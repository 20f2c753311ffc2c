"""Bytes of a data home to a catalogue, with every problem at its place."""

from cchc_cli.loader.load import load

__all__ = ["load"]
