import { mapScale, mapView } from "../../app/map-state";
import { formatLength } from "../../locale/units";
import { pixelMetres } from "../../map/mercator";
import { formatScale } from "../../map/notation";
import { scaleBar, usualScales } from "../../map/scale-bar";
import { Icon } from "../../ui/icon";
import { Menu } from "../../ui/menu";
import { m } from "./messages";
import "./statusbar.css";

/** Scale as a number to choose from, and as a bar. */
export function ScaleItem() {
  const scale = mapScale.value;
  const bar = scaleBar(scale * pixelMetres, 110);
  const text =
    bar.metres < 1000 ? formatLength(bar.metres).replace(/\.00/, "") : formatLength(bar.metres).replace(/\.000/, "");
  return (
    <>
      <span class="status-item">
        <Menu
          label={m.scale()}
          shows={formatScale(scale)}
          direction="up"
          class="status-menu"
          trigger={
            <>
              {formatScale(scale)}
              <Icon name="chevronUp" size={12} />
            </>
          }
          items={usualScales.map((value) => ({
            label: formatScale(value),
            checked: Math.abs(scale / value - 1) < 0.005,
            onSelect: () => mapView.value?.setScale(value),
          }))}
        />
      </span>
      <span class="status-item scale-item">
        <span class="scale-bar" style={{ width: `${bar.pixels}px` }} aria-hidden="true" />
        <span>{text}</span>
      </span>
    </>
  );
}
