"""Accounts, sessions and tokens. Nothing secret is stored: passwords as Argon2, the rest as SHA-256."""

from __future__ import annotations

from piccolo.columns import UUID, Boolean, Bytea, Text, Timestamptz
from piccolo.table import Table

from traceability import db


class Account(Table, tablename="account"):
    """Who may sign in. party: the site or organisation they belong to; region: the districts an authority oversees."""

    UNIQUES = (("username",),)
    id = UUID(primary_key=True, default=None)
    username = Text()
    password = Text()
    person = UUID()
    name = Text()
    role = Text()
    party = UUID(null=True, default=None)
    region = Text(null=True, default=None)
    language = Text()
    disabled = Boolean()
    created_at = Timestamptz()


class Session(Table, tablename="session"):
    """A signed-in browser. id derives from its secret; csrf: the token its writes must bear."""

    id = UUID(primary_key=True, default=None)
    digest = Bytea()
    account = UUID()
    csrf = Text()
    expires_at = Timestamptz()


class Token(Table, tablename="token"):
    """A program's bearer token."""

    INDEXES = (("account",),)
    id = UUID(primary_key=True, default=None)
    digest = Bytea()
    account = UUID()
    created_at = Timestamptz()
    revoked_at = Timestamptz(null=True, default=None)


class FailedSignIn(Table, tablename="failed_sign_in"):
    """Failed attempts on a user name, for the pause they earn."""

    id = UUID(primary_key=True, default=None)
    username = Text()
    failed_at = Timestamptz()
    INDEXES = (("username", "failed_at"),)


db.register(Account, Session, Token, FailedSignIn)
