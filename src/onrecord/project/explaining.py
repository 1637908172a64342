"""Why a claim of the record was read as it was: its report is read once more, and nothing is written."""

from __future__ import annotations

from onrecord import lexicon
from onrecord.model.explained import ExplainAnswer, Explanation
from onrecord.model.reading import ReaderKind
from onrecord.project.opened import Project
from onrecord.read.reader import MachineReader
from onrecord.record.lines import claim_line
from onrecord.record.showing import sentence_around


def explain(project: Project, id: str) -> ExplainAnswer:
    """The rules behind the claim whose id begins so. Raises UnknownName where none or several do."""
    stored = project.store.claim(id)
    claim = stored.claim
    edition = project.store.edition(claim.edition)
    sentence = sentence_around(edition.text, claim.evidence).of(edition.text)
    if stored.reader_kind is not ReaderKind.MACHINE:
        return ExplainAnswer(
            claim=claim_line(stored),
            sentence=sentence,
            same_rules=True,
            fired=(),
            near=(),
            left_out=(),
            note=f"a person wrote this claim ({stored.reader}): no rule was asked",
        )
    reader = MachineReader(gazetteer=project.gazetteer, parties=project.parties)
    told: Explanation = reader.explain(edition, claim)
    reading = project.store.reading_of(claim.edition, ReaderKind.MACHINE)
    same = reading is not None and (reading.version, reading.lexicon_hash, reading.gazetteer_hash) == (
        reader.version,
        lexicon.digest(),
        project.gazetteer.hash,
    )
    return ExplainAnswer(
        claim=claim_line(stored),
        sentence=sentence,
        same_rules=same,
        fired=told.fired,
        near=told.near,
        left_out=told.left_out,
        note="" if same else "the rules or places have changed since this was read: onrecord reread",
    )
