"""The draft of a monthly report in Arabic and English, made from the frozen figures of the month alone.

`draft` is a pure function: no database, no request, no gettext. A planner (plan) picks what is to be said, as facts
without a language (facts); two realisers (arabic, english) put them into sentences. Every count in a body is bound to
the figure that it states or stands on (terms.bound), so that each sentence opens onto its figures.
"""

from reports.narrative.drafting import Draft, Section, draft

__all__ = ["Draft", "Section", "draft"]
