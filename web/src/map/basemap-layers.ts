import TileLayer from "ol/layer/Tile";
import XYZ from "ol/source/XYZ";
import type { Basemap } from "../api/types";
import type { BasemapChoice } from "./basemap";

const tianditu = (sheet: string, key: string) =>
  `https://t{0-7}.tianditu.gov.cn/${sheet}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${sheet}` +
  `&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=${encodeURIComponent(key)}`;

/** 天地图 comes as a picture and a sheet of names above it; both are CGCS2000, nothing is shifted. */
export function basemapLayers(choice: BasemapChoice, setting: Basemap | null): TileLayer[] {
  if (choice === "xyz" && setting?.url) return [tiles(setting.url, setting.attribution ?? "")];
  const key = setting?.tianditu_key;
  if (!key) return [];
  const sheets = { "tianditu-vector": ["vec", "cva"], "tianditu-image": ["img", "cia"], none: [], xyz: [] }[choice];
  return sheets.map((sheet) => tiles(tianditu(sheet, key), "天地图"));
}

function tiles(url: string, attribution: string): TileLayer {
  return new TileLayer({
    source: new XYZ({ url, attributions: attribution, maxZoom: 18, crossOrigin: "anonymous" }),
    zIndex: 0,
  });
}
