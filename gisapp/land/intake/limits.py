"""How much one survey file may be; the defaults are those of the settings."""

from __future__ import annotations

from dataclasses import dataclass

from gisapp.kernel.errors import TooLarge

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of the upload, bytes of all that is unpacked from it, number of features."""

    upload_bytes: int = 50 * MIB
    unpacked_bytes: int = 300 * MIB
    features: int = 200_000
    entries: int = 2_000

    def refuse_features(self, count: int) -> None:
        if count > self.features:
            raise TooLarge(
                "survey.too_many_features", f"文件有 {count:,} 个要素，超过上限 {self.features:,} 个。请分批上传。"
            )

    def refuse_upload(self, size: int) -> None:
        if size > self.upload_bytes:
            raise TooLarge("survey.too_large", f"文件超过上限 {self.upload_bytes // MIB} MB。请压缩为 zip 或分批上传。")
