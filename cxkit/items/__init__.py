"""What a class's marks say about the exercises, and which hand-ins look alike: the item report."""

from .page import write_items
from .report import ItemReport, items

__all__ = ["ItemReport", "items", "write_items"]
