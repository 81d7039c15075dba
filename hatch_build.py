"""What goes into the wheel beside the code: layers, migrations and the built pages (built here when they are missing) with the contract."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BundleHook(BuildHookInterface):
    """A checkout reads its data where it lies, so an editable install bundles nothing and needs no Node."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        pages = root / "web" / "dist"
        if not (root / "web" / "public" / "openapi.json").exists():
            raise RuntimeError(
                "run `gisapp openapi --out web/public/openapi.json` first: a build has no application to ask"
            )
        if not (pages / "index.html").exists():
            if shutil.which("npm") is None:
                raise RuntimeError("web/dist is missing: run `npm ci && npm run build` in web/ first")
            for command in (["npm", "ci"], ["npm", "run", "build"]):
                subprocess.run(command, cwd=root / "web", check=True)
        build_data["force_include"].update(
            {
                str(root / "layers"): "gisapp/_bundled/layers",
                str(root / "migrations"): "gisapp/_bundled/migrations",
                str(pages): "gisapp/_bundled/web",
            }
        )
