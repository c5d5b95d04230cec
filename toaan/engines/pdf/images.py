"""Reading an image that a stranger sent: whole, and not a bomb of pixels."""

from __future__ import annotations

import warnings
from typing import BinaryIO

from PIL import Image, ImageFile, UnidentifiedImageError

from .kinds import FileRefused

# JPEG includes the telephones' MPO, several pictures in one file, of which the first is the photograph.
_FORMATS = ("JPEG", "PNG")


def check_image(stream: BinaryIO, name: str, *, max_pixels: int) -> tuple[int, int]:
    """Return width and height in pixels. Raises FileRefused (too_many_pixels, broken)."""
    try:
        # Pillow's own bomb guard warns on size alone; the limit of this door is checked below instead.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(stream, formats=_FORMATS) as image:
                width, height = image.size
                if width * height > max_pixels:
                    raise _too_many(name, width, height, max_pixels)
                _read_all(image)
    except Image.DecompressionBombError as error:
        raise _too_many(name, None, None, max_pixels) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise FileRefused(
            "broken",
            "Ảnh “%(name)s” bị hỏng hoặc chưa tải đủ, không mở được. Hãy chụp hoặc quét lại rồi gửi lại.",
            name=name,
        ) from error
    return width, height


def _read_all(image: Image.Image) -> None:
    """Prove that the data go to the end: PNG by its check sums, JPEG decoded at an eighth of its size."""
    # The maker of PDFs turns this on for the whole process when it is first used.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    if image.format == "PNG":
        image.verify()
    else:
        image.draft("L", (max(1, image.width // 8), max(1, image.height // 8)))
        image.load()


def _too_many(name: str, width: int | None, height: int | None, max_pixels: int) -> FileRefused:
    size = f" ({width} × {height} điểm ảnh)" if width else ""
    return FileRefused(
        "too_many_pixels",
        "Ảnh “%(name)s” quá lớn%(size)s, vượt giới hạn %(max_pixels)s triệu điểm ảnh. Hãy "
        "chụp hoặc quét lại ở độ phân giải thấp hơn.",
        name=name,
        size=size,
        max_pixels=max_pixels // 1000000,
    )
