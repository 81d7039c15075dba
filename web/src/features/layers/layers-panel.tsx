import { useState } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import type { LayerDefinition } from "../../api/types";
import {
  basemapChoice,
  isShown,
  layerDefinitions,
  layersFailure,
  readLayers,
  setLayerOpacity,
  showLayer,
  shownLayers,
  showOnly,
  showUsual,
} from "../../app/layers";
import { knownOn, layerChoice } from "../../app/location";
import { mapScale } from "../../app/map-state";
import { zone } from "../../app/zone";
import { inLanguage } from "../../locale/language";
import { type BasemapChoice, basemapChoices } from "../../map/basemap";
import { groundFactor, pixelMetres } from "../../map/mercator";
import { formatScale } from "../../map/notation";
import { Button, IconButton } from "../../ui/button";
import { SelectField } from "../../ui/field";
import { Icon } from "../../ui/icon";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { Swatch } from "../../ui/swatch";
import { groups, isFolded, type LayerGroup, toggleFold } from "./layers.state";
import "./layers.css";
import { m } from "./messages";

export function LayersPanel() {
  if (layersFailure.value)
    return <ErrorState text={`${m.failed()}${sentenceOf(layersFailure.value)}`} onRetry={readLayers} />;
  if (layerDefinitions.value.length === 0) return <LoadingState />;
  if (groups.value.length === 0) return <EmptyState title={m.none()}>{m.noneText()}</EmptyState>;
  return (
    <div class="layers">
      {groups.value.map((group) => (
        <Group key={group.id} group={group} />
      ))}
      <Basemap />
      {layerChoice.value && (
        <div class="layers-foot">
          <Button kind="quiet" icon="back" onClick={showUsual}>
            {m.usual()}
          </Button>
        </div>
      )}
    </div>
  );
}

function Group({ group }: { group: LayerGroup }) {
  const title = inLanguage(group.title_zh, group.title_en);
  const open = !isFolded(group.id);
  return (
    <section class="layers-group">
      <button
        type="button"
        class="layers-group-title"
        aria-expanded={open}
        title={m.fold(title)}
        onClick={() => toggleFold(group.id)}
      >
        <Icon name={open ? "chevronDown" : "chevronRight"} size={14} />
        {title}
      </button>
      {open && (
        <ul>
          {group.layers.map((layer) => (
            <LayerRow key={layer.id} layer={layer} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Smallest scale at which a layer is drawn, for a sentence like "from about 1:50 000". */
function scaleAtZoom(zoom: number, latitude: number): number {
  return ((156543.034 / 2 ** zoom) * groundFactor(latitude)) / pixelMetres;
}

/** Why a layer is not drawn, or that it knows nothing of earlier knowledge while that is asked for. */
function noteOf(layer: LayerDefinition, shown: boolean, far: string | null): string | null {
  return far ?? (shown && knownOn.value && !layer.known ? m.knownNow() : null);
}

function LayerRow({ layer }: { layer: LayerDefinition }) {
  const [open, setOpen] = useState(false);
  const shown = isShown(layer.id);
  const title = inLanguage(layer.title_zh, layer.title_en);
  const latitude = zone.value?.bbox4490?.[1] ?? 33.6;
  const from = scaleAtZoom(layer.minzoom, latitude);
  const tooFar = shown && mapScale.value > from * 1.01;
  const first = layer.legend.classes[0];
  return (
    <li class={`layers-row ${tooFar ? "is-far" : ""}`}>
      <div class="layers-line">
        <label class="checkbox layers-check">
          <input
            type="checkbox"
            checked={shown}
            aria-label={m.show(title)}
            onChange={(event) => showLayer(layer.id, event.currentTarget.checked)}
          />
          {layer.legend.classes.length === 1 && first && (
            <Swatch
              color={first.color}
              pattern={first.pattern}
              geometry={layer.geometry}
              width={first.width ?? layer.legend.outline_width}
              dash={first.dash}
              opacity={layer.legend.opacity}
              stroke={layer.legend.outline}
              size={13}
            />
          )}
          <span class="layers-title">{title}</span>
        </label>
        {shown && knownOn.value && !layer.known && (
          <Icon name="history" size={14} label={m.knownNow()} class="layers-far" />
        )}
        {tooFar && <Icon name="eyeOff" size={14} label={m.zoomIn(formatScale(from))} class="layers-far" />}
        <IconButton
          icon={open ? "chevronUp" : "more"}
          label={m.more(title)}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        />
      </div>
      {open && (
        <LayerDetails
          layer={layer}
          shown={shown}
          note={noteOf(layer, shown, tooFar ? m.zoomIn(formatScale(from)) : null)}
        />
      )}
    </li>
  );
}

function LayerDetails({ layer, shown, note }: { layer: LayerDefinition; shown: boolean; note: string | null }) {
  const opacity = shownLayers.value.find((choice) => choice.id === layer.id)?.opacity ?? 100;
  const about = inLanguage(layer.about_zh, layer.about_en);
  const attribution = inLanguage(layer.attribution_zh, layer.attribution_en);
  return (
    <div class="layers-details">
      {about && <p>{about}</p>}
      {note && <p class="quiet">{note}</p>}
      {attribution && (
        <p class="quiet">
          {m.source()}：{attribution}
        </p>
      )}
      <div class="layers-opacity">
        <label>
          <span class="quiet">{m.opacity()}</span>
          <input
            type="range"
            min="0"
            max="100"
            step="5"
            value={opacity}
            disabled={!shown}
            onInput={(event) => setLayerOpacity(layer.id, Number(event.currentTarget.value))}
          />
        </label>
        <span class="figure layers-percent">{opacity} %</span>
        <button type="button" class="status-button layers-only" onClick={() => showOnly(layer.id)}>
          {m.only()}
        </button>
      </div>
    </div>
  );
}

function Basemap() {
  const choices = basemapChoices(zone.value?.basemap ?? null);
  if (choices.length < 2) return null;
  return (
    <div class="layers-basemap">
      <SelectField
        label={m.basemap()}
        value={basemapChoice.value}
        options={choices.map((choice) => ({ value: choice, label: m[`basemap_${choice}`]() }))}
        onValue={(value) => {
          basemapChoice.value = value as BasemapChoice;
        }}
      />
    </div>
  );
}
