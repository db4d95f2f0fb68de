"""What is recorded of documents."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, Date, Text, Timestamptz
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


class Photo(Table, tablename="photo"):
    """A photograph that came from a site under an id made on the tablet. Records name it by that id.

    sha256_received and bytes: of the file as it came, by which a repeat is known; sha256_stored: of the picture alone
    (strip.py), under which it stands in the store; type: its media type; width and height in pixels, as stored.
    """

    UNIQUES = (("home", "id"),)
    id = UUID(primary_key=True, default=None)
    home = UUID()
    site = UUID()
    sha256_received = Text()
    sha256_stored = Text()
    bytes = BigInt()
    type = Text()
    width = BigInt()
    height = BigInt()
    received_at = Timestamptz()


db.register(Document, Photo)
