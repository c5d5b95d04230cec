"""HTML to PDF/A-3u with PDF/UA tags, without the network.

WeasyPrint lays out; the metadata stream is then written anew, because WeasyPrint can claim PDF/A or PDF/UA but not
both, and so that the same input gives the same bytes.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import pikepdf

from . import xmp

VIETNAMESE_LETTERS = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
    "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆGHIÌỈĨÍỊKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVXYỲỶỸÝỴ"
)
_FONT = "Tinos"
_BASE_URL = "https://assets.invalid/"  # relative addresses become this; only given assets answer


class RenderError(ValueError):
    """The page asks for something outside itself, or the fonts are not there."""


@cache
def court_document_css() -> str:
    """The stylesheet of a court document (styles/court-document.css)."""
    return (files(__package__) / "styles" / "court-document.css").read_text(encoding="utf-8")


def render_pdf(
    html: str,
    *,
    title: str,
    author: str,
    base_css: str | None = None,
    assets: Mapping[str, bytes] | None = None,
    created: datetime | None = None,
    language: str = "vi",
    mark: str = "",
) -> bytes:
    """Lay out ``html`` (a whole page or only its body) and return the PDF.

    ``title`` and ``author`` go into the metadata. ``base_css`` replaces the court-document stylesheet. Images are
    ``data:`` addresses or names in ``assets``; any other address raises RenderError: nothing is ever fetched.
    ``created`` (with time zone) is written as the date of the document; without it there is none, and the same
    input always gives the same bytes. ``mark`` stands in the margin of every page ("BẢN THỰC HÀNH").
    """
    raw = _write(
        html,
        (court_document_css() if base_css is None else base_css) + (mark_css(mark) if mark else ""),
        assets or {},
        language=language,
        pdf_tags=True,
    )
    return _finish(raw, title=title, author=author, created=created)


def mark_css(mark: str) -> str:
    """A mark at the top right of every page and once more, with its meaning, at the bottom; an artefact for readers."""
    words = mark.replace("\\", "").replace('"', "")
    look = "font: bold 9pt Tinos, 'Times New Roman', serif; color: #a3141e;"
    return f"""
@page {{
  @top-right {{ content: "{words}"; {look} text-align: right; vertical-align: top; padding-top: 7mm }}
  @bottom-center {{ content: "{words} – không có giá trị pháp lý"; {look} vertical-align: top; padding-top: 2mm }}
}}"""


def render_plain(html: str, css: str) -> bytes:
    """A PDF without tags and metadata: a part to be placed inside another document (a stamp)."""
    return _write(html, css, {}, language="vi", pdf_tags=False)


def _write(html: str, css: str, assets: Mapping[str, bytes], *, language: str, pdf_tags: bool) -> bytes:
    """Let WeasyPrint make a PDF/A; raises RenderError when the page asks for anything that was not given."""
    weasyprint = _weasyprint()
    fetcher = _fetcher(assets)
    asks = any(word in css for word in ("@import", "@font-face", "url("))
    style = weasyprint.CSS(string=css, base_url=_BASE_URL, url_fetcher=fetcher) if asks else _read_once(css)
    page = weasyprint.HTML(string=html, base_url=_BASE_URL, url_fetcher=fetcher)
    document = page.render(stylesheets=[style])
    document.metadata.lang = language
    raw: bytes = document.write_pdf(pdf_variant="pdf/a-3u", pdf_tags=pdf_tags)
    # Only now: attachments and pictures inside pictures are asked for while the PDF is written.
    if fetcher.refused:
        raise RenderError(
            f"Văn bản dùng hình hoặc tệp bên ngoài ({fetcher.refused[0]}) nên không tạo được PDF. "
            "Hãy chèn hình trực tiếp vào văn bản."
        )
    return raw


@lru_cache(maxsize=8)
def _read_once(css: str) -> Any:
    """A stylesheet that asks for nothing is the same for every document: reading it took a sixth of the time of a page."""
    return _weasyprint().CSS(string=css, base_url=_BASE_URL, url_fetcher=_fetcher({}))


def fonts_ok() -> list[str]:
    """Vietnamese sentences about missing libraries and fonts; empty when documents will come out right.

    Renders every Vietnamese letter, upright, bold and italic, and looks at the fonts embedded in the PDF.
    """
    sample = f"<p>{VIETNAMESE_LETTERS}</p><p><b>{VIETNAMESE_LETTERS}</b> <i>{VIETNAMESE_LETTERS}</i></p>"
    try:
        pdf = render_pdf(sample, title="Kiểm tra phông chữ", author="Toaan")
    except (OSError, ImportError) as error:
        return [f"Không nạp được thư viện tạo PDF ({error}). Hãy cài libpango-1.0-0 và libpangoft2-1.0-0."]
    fonts = embedded_fonts(pdf)
    problems = [
        f"Chữ tiếng Việt đang dùng phông {font} thay cho {_FONT}. Hãy cài gói fonts-croscore."
        for font, _ in sorted(fonts)
        if _FONT not in font
    ]
    problems += [
        f"Phông {font} không được nhúng vào PDF." for font, embedded in sorted(fonts) if not embedded
    ]
    missing = [kind for kind in ("Regular", "Bold", "Italic") if not _has_style(fonts, kind)]
    if missing and not problems:
        problems.append(f"Thiếu kiểu chữ {', '.join(missing)} của phông {_FONT}. Hãy cài gói fonts-croscore.")
    return problems


def embedded_fonts(pdf: bytes) -> set[tuple[str, bool]]:
    """The fonts of a PDF as (name without its subset prefix, whether the font program is embedded)."""
    found: set[tuple[str, bool]] = set()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for item in opened.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                name = str(item.get("/FontName", "")).lstrip("/").split("+")[-1]
                found.add((name, any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3"))))
    return found


def _has_style(fonts: set[tuple[str, bool]], style: str) -> bool:
    if style == "Regular":
        return any("Bold" not in name and "Italic" not in name for name, _ in fonts)
    return any(style in name for name, _ in fonts)


def _weasyprint() -> Any:
    """WeasyPrint, loaded on first use: its libraries take half a second and a page view needs none of them."""
    import weasyprint  # type: ignore[import-untyped,unused-ignore]

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    return weasyprint


def _fetcher(assets: Mapping[str, bytes]) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-untyped,unused-ignore]

    class ClosedFetcher(URLFetcher):  # type: ignore[misc,unused-ignore]
        """Answers ``data:`` addresses and the given assets, and keeps a list of everything refused."""

        refused: list[str]

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            content = assets.get(url.removeprefix(_BASE_URL)) if url.startswith(_BASE_URL) else None
            if content is None:
                self.refused.append(url.removeprefix(_BASE_URL)[:200])
                raise ValueError(f"refused: {url[:200]}")
            return URLFetcherResponse(url, content)

    fetcher = ClosedFetcher(allowed_protocols=["data"], allow_redirects=False)
    fetcher.refused = []
    return fetcher


def _finish(raw: bytes, *, title: str, author: str, created: datetime | None) -> bytes:
    """Write the metadata for PDF/A-3u and PDF/UA-1 and an identifier made from the content."""
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        pdf.docinfo["/Title"] = pikepdf.String(title)
        pdf.docinfo["/Author"] = pikepdf.String(author)
        if created is not None:
            created = created.astimezone(UTC)
            stamp = pikepdf.String(created.strftime("D:%Y%m%d%H%M%SZ"))
            pdf.docinfo["/CreationDate"] = stamp
            pdf.docinfo["/ModDate"] = stamp
        producer = str(pdf.docinfo["/Producer"])
        packet = xmp.packet(title=title, author=author, producer=producer, created=created)
        metadata = pikepdf.Stream(pdf, packet, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        pdf.Root.Metadata = pdf.make_indirect(metadata)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        result = io.BytesIO()
        pdf.remove_unreferenced_resources()
        pdf.save(result, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return result.getvalue()
