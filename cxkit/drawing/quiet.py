"""Silence around matplotlib: it logs about font caches and folders, which tells a learner
nothing, and a notebook shows it in red."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["quiet"]


@contextmanager
def quiet() -> Iterator[None]:
    """No log line and no warning of a drawing or font library reaches stderr inside."""
    loggers = [logging.getLogger(name) for name in ("matplotlib", "fontTools", "PIL")]
    levels = [logger.level for logger in loggers]
    try:
        for logger in loggers:
            logger.setLevel(logging.CRITICAL)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
