"""The only things a report may load: its own style sheets. Everything else is refused, whatever asks for it."""

from __future__ import annotations

from pathlib import Path

from weasyprint.urls import URLFetcher, URLFetcherResponse

CSS = Path(__file__).parent / "css"
OWN = {f"report:{each.name}": each for each in sorted(CSS.glob("*.css"))}


class Refused(ValueError):
    """A report asked for something that is not its own."""


class Locked(URLFetcher):
    """Serves the addresses of OWN; `refused` lists what else was asked for."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=frozenset({"report"}))
        self.refused: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The style sheet at `url`. Raises Refused for any other address, without touching disk or network."""
        own = OWN.get(url)
        if own is None:
            self.refused.append(url)
            raise Refused(f"a report may not load {url}")
        return URLFetcherResponse(url, own.read_bytes(), {"Content-Type": "text/css; charset=utf-8"})
