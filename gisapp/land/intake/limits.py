"""How much one survey file may be; the defaults are those of the settings."""

from __future__ import annotations

from dataclasses import dataclass

from gisapp.kernel.errors import TooLarge

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of the upload, of all that is unpacked from it and of one text document in it; numbers of features and positions.

    A text costs many times its size once it is objects, so what it holds is bounded before any is made.
    """

    upload_bytes: int = 50 * MIB
    unpacked_bytes: int = 300 * MIB
    features: int = 200_000
    positions: int = 4_000_000
    text_bytes: int = 100 * MIB
    entries: int = 2_000

    def refuse_features(self, count: int) -> None:
        if count > self.features:
            raise TooLarge(
                "survey.too_many_features",
                f"文件有 {count:,} 个要素，超过上限 {self.features:,} 个。请分批上传。",
                message_en=f"The file holds {count:,} features, more than the {self.features:,} allowed: send it in parts.",
            )

    def refuse_positions(self, count: int) -> None:
        if count > self.positions:
            raise TooLarge(
                "survey.too_many_positions",
                f"文件有约 {count:,} 个坐标点，超过上限 {self.positions:,} 个。请分批上传。",
                message_en=f"The file holds about {count:,} positions, more than the {self.positions:,} allowed: send it in parts.",
            )

    def refuse_text(self, size: int) -> None:
        if size > self.text_bytes:
            raise TooLarge(
                "survey.text_too_large",
                f"文本格式的文件解开后为 {size // MIB:,} MB，超过上限 {self.text_bytes // MIB} MB。请分批上传，或改用 GeoPackage。",
                message_en=f"The text file is {size // MIB:,} MB unpacked, more than {self.text_bytes // MIB} MB: send it in parts, or as GeoPackage.",
            )

    def refuse_upload(self, size: int) -> None:
        if size > self.upload_bytes:
            raise TooLarge(
                "survey.too_large",
                f"文件超过上限 {self.upload_bytes // MIB} MB。请压缩为 zip 或分批上传。",
                message_en=f"The file is larger than {self.upload_bytes // MIB} MB: send it as zip or in parts.",
            )
