"""Vocabulary that ships as data: one module a list, each loads and checks its file and runs no rule."""
