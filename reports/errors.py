"""What can go wrong here, in the words of this floor.

ReportError
├── UnknownSnapshot   a snapshot of a format or kind that this release does not print
├── UnknownLanguage   a language without a catalogue
├── ArchiveDamaged    an archived file that is gone, or is not what was sealed
├── UnlikeReports     two reports of different kinds, which have nothing to compare
├── TooMuchToPrint    more lines or labels than one request prints
├── FontsMissing      no font with Chinese characters is installed
└── SealFailed        no key to sign with, or a time-stamp authority that does not answer
"""


class ReportError(Exception):
    """Base of the errors of `reports`; `code` is stable."""

    code = "report_error"


class UnknownSnapshot(ReportError):
    """A snapshot of a format or kind that this release does not print."""

    code = "unknown_snapshot"


class UnknownLanguage(ReportError):
    """A language without a catalogue."""

    code = "unknown_language"


class ArchiveDamaged(ReportError):
    """An archived file that is gone, or is not what was sealed."""

    code = "archive_damaged"


class UnlikeReports(ReportError):
    """Two reports of different kinds, which have nothing to compare."""

    code = "reports_unlike"


class TooMuchToPrint(ReportError):
    """More lines or labels than one request prints; `most`: how many it does."""

    code = "too_much_to_print"

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class FontsMissing(ReportError):
    """No font with Chinese characters is installed."""

    code = "fonts_missing"


class SealFailed(ReportError):
    """No key to sign with, or a time-stamp authority that does not answer."""

    code = "seal_failed"
