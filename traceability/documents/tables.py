"""What is recorded of documents."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, Date, Text
from piccolo.table import Table

from traceability import db
from traceability.tables import Kept, kept


class Document(Kept, Table, tablename="document"):
    """A paper, photograph or file kept by the party in whose log it stands.

    number_key: the number as it is searched (capitals, digits, CJK only); organisation: whom it is about; bytes: size;
    sha256: hexadecimal, of the content in the store; NULL for a paper of which only the number is known.
    """

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("number_key",), ("sha256",), ("organisation",))
    kind = Text()
    number = Text(null=True, default=None)
    number_key = Text(null=True, default=None)
    issued_on = Date(null=True, default=None)
    valid_to = Date(null=True, default=None)
    issuer = Text(null=True, default=None)
    organisation = UUID(null=True, default=None)
    sha256 = Text(null=True, default=None)
    media_type = Text(null=True, default=None)
    bytes = BigInt(null=True, default=None)


db.register(Document)
