"""The graph over HTTP: a SPARQL 1.1 endpoint, read-only.

Nothing is imported here: a query's worker process loads ``web.worker`` without the web framework.
"""
