"""What keeps a rendering process small, and bound to the server that started it."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pydyf  # type: ignore[import-untyped]  # it ships no types
    from weasyprint import Document

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""Parameters of glibc's mallopt."""
_PARENT_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of Linux's prctl."""


def settle_in(parent: int) -> None:
    """Prepare a rendering process that `parent` started: it ends with it, however that ends, and keeps little memory.

    Only on Linux; elsewhere a process lives on until its server closes the pipe to it.
    """
    if sys.platform != "linux":
        return
    c = _c()
    c.prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:  # it died before this was said
        os.kill(os.getpid(), signal.SIGKILL)
    # Large pieces go back to the system at once, instead of leaving holes that nothing fits into.
    for parameter, value in ((_MMAP_THRESHOLD, 64 * 1024), (_TRIM_THRESHOLD, 128 * 1024), (_ARENA_MAX, 1)):
        _maybe(c, "mallopt", parameter, value)


def clear_up() -> None:
    """After a report: collect what it left, and give the memory back."""
    gc.collect()
    if sys.platform == "linux":
        _maybe(_c(), "malloc_trim", 0)


def without_whole_fonts() -> None:
    """Make WeasyPrint read no whole font (10 MB each) into memory: it cuts out what it needs of the mapped file."""
    from weasyprint.pdf import fonts, stream

    if stream.Font is not fonts.Font:
        return
    read_whole = fonts.get_hb_object_data

    class Font(fonts.Font):
        """A font whose file is read in the one case that it is needed whole."""

        def __init__(self, *arguments: Any) -> None:
            fonts.get_hb_object_data = lambda face: b""
            try:
                super().__init__(*arguments)
            finally:
                fonts.get_hb_object_data = read_whole

        def clean(self, to_unicode: Any, hinting: Any) -> None:
            if not to_unicode:
                self.file_content = read_whole(self.hb_face)
            super().clean(to_unicode, hinting)

    stream.Font = Font


def once_each(_: Document, pdf: pydyf.PDF) -> None:
    """Make pydyf form and compress each object once: it does for the file, and again for its identifier.

    A `finisher` of `Document.write_pdf`, when no object changes any more. The bytes stay the same.
    """
    from pydyf import Object

    class Formed(Object):
        """An object as it stands in the file."""

        data = b""

        def __init__(self, made: Object) -> None:
            super().__init__()
            self.number, self.data = made.number, made.data
            self._compressible: bool = made.compressible

        @property
        def compressible(self) -> bool:
            return self._compressible

    for place, each in enumerate(pdf.objects):
        if each.free != "f":
            pdf.objects[place] = Formed(each)


def _c() -> ctypes.CDLL:
    return ctypes.CDLL(None)


def _maybe(library: ctypes.CDLL, function: str, *arguments: int) -> None:
    """Call a function of glibc, which another C library may lack."""
    found = getattr(library, function, None)
    if found is not None:
        found(*arguments)
