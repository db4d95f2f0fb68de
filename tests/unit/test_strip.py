"""Stripping a photograph leaves the picture as it was and nothing of who took it where; no bytes break it."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from traceability.documents.strip import PNG_SIGNATURE, PictureRefused, strip

SECRET = "39.9042N 116.4074E 王芳"
XMP = f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode()
ICC = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def picture(mode: str = "RGB", width: int = 37, height: int = 23) -> Image.Image:
    """A picture whose every pixel is another colour, so that a change would show."""
    image = Image.new("RGB", (width, height))
    image.putdata([(x * 7 % 256, y * 11 % 256, (x * y) % 256) for y in range(height) for x in range(width)])
    return image.convert(mode)


def exif(orientation: int = 1) -> bytes:
    tags = Image.Exif()
    tags[0x0112], tags[0x013B], tags[0x010F] = orientation, SECRET, SECRET
    tags.get_ifd(0x8825)[29] = SECRET
    return tags.tobytes()


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def told() -> PngImagePlugin.PngInfo:
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "PLAIN-SECRET")
    text.add_text("Author", SECRET, zip=True)
    text.add_itxt("XML:com.adobe.xmp", SECRET)
    text.add(b"tIME", b"\x07\xea\x0b\x1b\x05\x00\x00")
    text.add(b"prVt", b"PLAIN-SECRET")
    return text


JPEG = {"exif": exif(), "comment": SECRET, "xmp": XMP, "icc_profile": ICC}
PICTURES = {
    "jpeg": saved(picture(), "JPEG", **JPEG),
    "jpeg progressive": saved(picture(), "JPEG", progressive=True, restart_marker_rows=1, **JPEG),
    "jpeg grey": saved(picture("L"), "JPEG", **JPEG),
    "jpeg cmyk": saved(picture("CMYK"), "JPEG", exif=exif()),
    "jpeg of full colour": saved(picture(), "JPEG", subsampling=0, quality=99, **JPEG),
    "png": saved(picture(), "PNG", pnginfo=told(), exif=exif(), icc_profile=ICC, dpi=(72, 72)),
    "png palette": saved(picture("P"), "PNG", pnginfo=told(), transparency=3),
    "png alpha": saved(picture("RGBA"), "PNG", pnginfo=told()),
    "png of 16 bits": saved(picture("I;16"), "PNG", pnginfo=told()),
    "webp": saved(picture(), "WEBP", exif=exif(), xmp=XMP, icc_profile=ICC),
    "webp lossless": saved(picture(), "WEBP", lossless=True, exif=exif(), xmp=XMP),
    "webp alpha": saved(picture("RGBA"), "WEBP", exif=exif(), xmp=XMP),
    "webp simple": saved(picture(), "WEBP"),
}


def shown(content: bytes) -> tuple[str, tuple[int, int], bytes, object, object]:
    """What a viewer makes of it: mode, size, pixels, transparency and colour profile."""
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        return image.mode, image.size, image.tobytes(), image.info.get("transparency"), image.info.get("icc_profile")


@pytest.mark.parametrize("name", PICTURES)
def test_strip_leaves_the_picture_and_nothing_that_was_said_of_it(name: str) -> None:
    content = PICTURES[name]
    stripped = strip(content)
    assert shown(stripped.content) == shown(content)
    assert (stripped.width, stripped.height) == (37, 23)
    assert stripped.media_type == "image/" + name.split()[0]
    for trace in (SECRET.encode(), XMP, b"SECRET", b"Exif", b"tIME", b"zTXt", b"XMP ", b"39.9042N"):
        assert trace not in stripped.content
    assert strip(stripped.content) == stripped
    assert set(Image.open(io.BytesIO(stripped.content)).getexif()) == set()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_strip_keeps_a_jpeg_upright_and_says_no_more(orientation: int) -> None:
    stripped = strip(saved(picture(), "JPEG", exif=exif(orientation), comment=SECRET)).content
    tags = dict(Image.open(io.BytesIO(stripped)).getexif())
    assert tags == ({0x0112: orientation} if orientation > 1 else {})
    assert strip(stripped).content == stripped


@pytest.mark.parametrize("tiff", [b"", b"II*\0", b"II*\0\xff\xff\xff\xff", exif(6)[6:20], exif(9)[6:]])
def test_strip_takes_no_orientation_from_a_broken_directory(tiff: bytes) -> None:
    content = PICTURES["jpeg"]
    odd = b"Exif\0\0" + tiff
    segment = b"\xff\xe1" + struct.pack(">H", len(odd) + 2) + odd
    assert b"Exif" not in strip(content[:2] + segment + content[2:]).content


def test_strip_leaves_out_what_stands_behind_the_picture() -> None:
    hidden = b"ftypmp4 a video of children"
    for name, content in PICTURES.items():
        if name.startswith("webp"):
            longer = content + b"junk" + struct.pack("<I", len(hidden)) + hidden
            content = content[:4] + struct.pack("<I", len(longer) - 8) + longer[8:]
        else:
            content += hidden
        assert hidden not in strip(content).content


def test_strip_leaves_out_the_thumbnails_of_jfif() -> None:
    content = PICTURES["jpeg"]
    thumb = b"JFIF\0\x01\x02\0\0\x01\0\x01\x02\x02" + b"thumbnail!!!"
    more = b"JFXX\0\x13\x02\x02" + b"thumbnail!!!"
    head = b"".join(b"\xff\xe0" + struct.pack(">H", len(part) + 2) + part for part in (thumb, more))
    stripped = strip(content[:2] + head + content[20:]).content
    assert b"thumbnail" not in stripped
    assert shown(stripped)[:3] == shown(content)[:3]


def _png(width: int, height: int, *chunks: tuple[bytes, bytes]) -> bytes:
    header = (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    parts = [header, *chunks, (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    return PNG_SIGNATURE + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )


def _jpeg(width: int, height: int) -> bytes:
    content = PICTURES["jpeg"]
    at = content.index(b"\xff\xc0") + 5
    return content[:at] + struct.pack(">HH", height, width) + content[at + 4 :]


def _webp(width: int, height: int) -> bytes:
    content = bytearray(PICTURES["webp simple"])
    content[26:30] = struct.pack("<HH", width, height)
    return bytes(content)


@pytest.mark.parametrize("made", [_png, _jpeg, _webp])
def test_strip_refuses_a_picture_too_large_to_show_by_its_header(made: Any) -> None:
    assert strip(made(12_000, 4_166)).width == 12_000
    for width, height in ((12_001, 1), (1, 12_001), (7_072, 7_072)):
        with pytest.raises(PictureRefused) as caught:
            strip(made(width, height))
        assert caught.value.code == "picture_too_large"
        assert dict(caught.value.faults[0].context) == {"width": width, "height": height}
    with pytest.raises(PictureRefused, match="broken_picture"):
        strip(made(0, 5))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_a_picture"),
        (b"%PDF-1.7", "not_a_picture"),
        (b"GIF89a", "not_a_picture"),
        (b"<svg onload='x'/>", "not_a_picture"),
        (b"\0\0\0\x18ftypheic", "not_a_picture"),
        (b"\xff\xd8\xff\xd9", "broken_picture"),
        (PNG_SIGNATURE, "broken_picture"),
        (b"RIFF\x04\0\0\0WEBP", "broken_picture"),
        (_png(1, 1, (b"acTL", b"\0\0\0\x02\0\0\0\0")), "broken_picture"),
        (_png(1, 1, (b"HUGE", b"")), "broken_picture"),
        (_png(1, 1).replace(b"IDAT", b"IDAU"), "broken_picture"),
        (saved(picture(), "WEBP", save_all=True, append_images=[picture("L").convert("RGB")]), "broken_picture"),
    ],
)
def test_strip_refuses_what_is_no_still_picture(content: bytes, code: str) -> None:
    with pytest.raises(PictureRefused) as caught:
        strip(content)
    assert caught.value.code == code


@pytest.mark.parametrize("name", PICTURES)
def test_strip_refuses_a_picture_that_was_cut_off(name: str) -> None:
    content = PICTURES[name]
    for length in range(len(content) - 1):
        with pytest.raises(PictureRefused):
            strip(content[:length])


SPOILT = st.tuples(st.sampled_from(sorted(PICTURES)), st.lists(st.tuples(st.integers(0, 4000), st.binary(max_size=5))))
HEADS = st.sampled_from([b"", b"\xff\xd8\xff", PNG_SIGNATURE, b"RIFF\x10\0\0\0WEBP", b"RIFF\x10\0\0\0WEBPVP8X"])


@settings(deadline=None, max_examples=300)
@given(HEADS, st.binary(max_size=200))
def test_strip_of_any_bytes_gives_a_picture_or_one_named_error(start: bytes, rest: bytes) -> None:
    try:
        stripped = strip(start + rest)
    except PictureRefused:
        return
    assert strip(stripped.content) == stripped


@settings(deadline=None, max_examples=300)
@given(SPOILT)
def test_strip_of_a_spoilt_picture_gives_a_picture_or_one_named_error(
    spoilt: tuple[str, list[tuple[int, bytes]]],
) -> None:
    content = PICTURES[spoilt[0]]
    for place, changed in spoilt[1]:
        at = place % len(content)
        content = content[:at] + changed + content[at + len(changed) // 2 :]
    try:
        stripped = strip(content)
    except PictureRefused:
        return
    assert strip(stripped.content) == stripped
    assert len(stripped.content) <= len(content) + 40
