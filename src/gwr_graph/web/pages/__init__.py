"""The workbench's pages, one module each: ``router(desk)`` gives its routes."""

from __future__ import annotations

METHODS = ["GET", "HEAD"]
"""What a page answers to; a form sends GET."""
