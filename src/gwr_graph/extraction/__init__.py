"""Sentences to mentions, measures, statements and involvements; one file a step."""
