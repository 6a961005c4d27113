"""The live dashboard: how a room of learners gets on, read from their workbooks as they save."""

from .board import Board
from .seats import DashboardError, Seat, find_seats
from .serving import serve

__all__ = ["Board", "DashboardError", "Seat", "find_seats", "serve"]
