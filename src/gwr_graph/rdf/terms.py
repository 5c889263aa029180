"""The vocabulary as N-Quads terms, ready to be joined into lines."""

from __future__ import annotations

GWR = "https://w3id.org/gwr-graph/ontology#"
ID = "https://w3id.org/gwr-graph/id/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
DCT = "http://purl.org/dc/terms/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
QUDT_UNIT = "http://qudt.org/vocab/unit/"


def gwr(name: str) -> str:
    """Return the term ``gwr:name``."""
    return f"<{GWR}{name}>"


A = f"<{RDF}type>"
LABEL = f"<{RDFS}label>"
TITLE, ISSUED, SOURCE, PART_OF = (f"<{DCT}{n}>" for n in ("title", "issued", "source", "isPartOf"))
CONCEPT, SCHEME = f"<{SKOS}Concept>", f"<{SKOS}ConceptScheme>"
PREF, ALT = f"<{SKOS}prefLabel>", f"<{SKOS}altLabel>"
IN_SCHEME = f"<{SKOS}inScheme>"

REPORT, SECTION, SENTENCE = gwr("Report"), gwr("Section"), gwr("Sentence")
STATEMENT, GOAL, MENTION = gwr("Statement"), gwr("Goal"), gwr("Mention")
MEASURE, TARGET, RESULT = gwr("Measure"), gwr("Target"), gwr("Result")
INVOLVEMENT, CONTAINMENT, INDICATOR = gwr("Involvement"), gwr("Containment"), gwr("Indicator")
ACTOR, PLACE = gwr("Actor"), gwr("Place")

JURISDICTION, YEAR, PRESENTED_BY = gwr("jurisdiction"), gwr("year"), gwr("presentedBy")
SESSION, SHA256 = gwr("session"), gwr("sha256")
IN_REPORT, IN_SECTION, IN_SENTENCE = gwr("inReport"), gwr("inSection"), gwr("inSentence")
HEADING, ORDER, THEME = gwr("heading"), gwr("order"), gwr("theme")
QUOTE, START, END, SURFACE = gwr("quote"), gwr("start"), gwr("end"), gwr("surface")
PERIOD, PERIOD_START, MADE_BY = gwr("period"), gwr("periodStart"), gwr("madeBy")
MENTIONS, INVOLVES, AT_PLACE, CONCERNS = (
    gwr("mentions"),
    gwr("involves"),
    gwr("atPlace"),
    gwr("concerns"),
)
CONTEXT_PLACE, PLACE_FROM = gwr("contextPlace"), gwr("placeFrom")
HAS_MEASURE, AWARDED_TO, AWARDED_BY = gwr("hasMeasure"), gwr("awardedTo"), gwr("awardedBy")
CONTINUES, FULFILS = gwr("continues"), gwr("fulfils")
STATED_IN, REFERS_TO, STATUS = gwr("statedIn"), gwr("refersTo"), gwr("status")
HAS_INDICATOR, WHAT, OF = gwr("indicator"), gwr("what"), gwr("of")
VALUE, UNIT_TEXT, UNIT = gwr("value"), gwr("unitText"), gwr("unit")
DIRECTION, BOUND, DUE, DUE_TEXT = gwr("direction"), gwr("bound"), gwr("due"), gwr("dueText")
EXEMPLAR, WHO, WHERE, SCOPE = gwr("exemplar"), gwr("who"), gwr("where"), gwr("scope")
INNER, OUTER = gwr("inner"), gwr("outer")
WITHIN, ON_SITE, UNDERTAKEN_BY = gwr("within"), gwr("onSite"), gwr("undertakenBy")
DIVISION_CODE, ADMIN_LEVEL = gwr("divisionCode"), gwr("adminLevel")
RULE, CONFIDENCE = gwr("rule"), gwr("confidence")
