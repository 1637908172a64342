"""The error tree.

OnrecordError
├── InputError          something a person gave us cannot be used (exit code 2)
│   ├── UnreadableInput     a file or line that cannot be decoded, parsed or opened
│   ├── UnknownName         a place, claim, incident or source that is not in the record
│   └── BadJudgement        a decision that cannot be taken as it stands
├── DataError           what ships with onrecord, or the record itself, is damaged (exit code 3)
│   ├── LexiconError        a rule without an example, or a pattern that does not compile
│   ├── TableError          a row of the actor or conflict tables that cannot be
│   └── StoreError          a record that cannot be opened or does not fit this version
└── MissingPart         an extra or a model that is not installed (exit code 4)

Facts about the evidence (an undated report, an unlisted place) are not errors: they are Problems,
stored with the report.
"""


class OnrecordError(Exception):
    """Root of all errors raised on purpose; carries a code, and a hint at the way on."""

    code = "error"
    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputError(OnrecordError):
    """Something a person gave us cannot be used."""

    code = "input"
    exit_code = 2


class UnreadableInput(InputError):
    """A file or a line that cannot be opened, decoded or parsed; the message names it and says why."""

    code = "unreadable"


class UnknownName(InputError):
    """A name or id that the record does not hold; the hint lists near ones."""

    code = "unknown-name"


class BadJudgement(InputError):
    """A decision that cannot be taken as it stands, e.g. on a claim that does not exist."""

    code = "bad-judgement"


class DataError(OnrecordError):
    """What ships with onrecord, or the record itself, is damaged."""

    code = "data"
    exit_code = 3


class LexiconError(DataError):
    """A linguistic rule that breaks the contract of `lexicon.py`."""

    code = "lexicon"


class TableError(DataError):
    """A row of the actor or conflict tables that cannot be."""

    code = "table"


class StoreError(DataError):
    """A record that cannot be opened or does not fit this version."""

    code = "store"


class MissingPart(OnrecordError):
    """An optional part or a model is not installed; the hint says which package brings it."""

    code = "missing-part"
    exit_code = 4
