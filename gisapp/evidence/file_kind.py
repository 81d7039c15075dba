"""What a file is, judged by its first bytes and never by what the sender says; a picture that stops half way is refused."""

from __future__ import annotations

from gisapp.kernel.errors import Invalid

# What a browser may show in its own window; everything else is only ever downloaded.
SHOWN_INLINE = frozenset({"image/jpeg", "image/png", "application/pdf"})

_BY_ENDING = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "ofd": "application/ofd",
    "zip": "application/zip",
}


def recognise_file(file_name: str, content: bytes) -> str:
    """Return the media type of these bytes; 400 with what to do for an empty or broken file."""
    if not content:
        raise Invalid(
            "evidence.empty", "文件是空的，请重新选择文件。", message_en="The file is empty; choose it again."
        )
    ending = file_name.rsplit(".", 1)[-1].lower()
    if content.startswith(b"\xff\xd8\xff"):
        _whole(b"\xff\xd9" in content[-64:])
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        _whole(b"IEND" in content[-16:])
        return "image/png"
    if content.startswith(b"%PDF-"):
        _whole(b"%%EOF" in content[-2048:])
        return "application/pdf"
    if content.startswith(b"PK\x03\x04"):
        return _BY_ENDING.get(ending, "application/zip")
    if ending in ("jpg", "jpeg", "png", "pdf"):
        raise Invalid(
            "evidence.not_what_it_says",
            f"文件内容不是 {ending.upper()} 格式，可能已损坏或改过扩展名。请用原文件重新上传。",
            message_en=f"The content is not {ending.upper()}; upload the original file.",
        )
    return "application/octet-stream"


def _whole(is_whole: bool) -> None:
    if not is_whole:
        raise Invalid(
            "evidence.broken",
            "文件不完整（传输中断或已损坏），未保存。请用原文件重新上传。",
            message_en="The file stops half way; upload the original again.",
        )
