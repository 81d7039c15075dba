import type { Feature, LayerDefinition } from "../../api/types";
import { fieldValue } from "../../app/field-value";
import { goToPlot, showFinding } from "../../app/map-actions";
import { mapTool } from "../../app/map-state";
import { inLanguage } from "../../locale/language";
import { IconButton } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { LoadingState } from "../../ui/states";
import { toast } from "../../ui/toast";
import "./identify.css";
import { answer, closeAnswer, toggleIdentify } from "./identify.state";
import { m } from "./messages";

/** Everything the visible layers hold at the place that was clicked. */
export function IdentifyCard() {
  const current = answer.value;
  const count = current?.found.reduce((sum, entry) => sum + entry.features.length, 0) ?? 0;
  const close = () => {
    closeAnswer();
    if (mapTool.value === "identify") toggleIdentify();
  };
  return (
    <section class="card identify" aria-label={m.identify()}>
      <header class="identify-head">
        <h3>{m.identify()}</h3>
        {current && !current.busy && count > 0 && <span class="quiet">{m.hits(count)}</span>}
        <IconButton icon="close" label={m.close()} shortcut="Esc" onClick={close} />
      </header>
      <div class="identify-body" aria-live="polite">
        {!current && <p class="identify-hint">{m.hint()}</p>}
        {current?.busy && <LoadingState />}
        {current && !current.busy && current.found.length === 0 && <p class="identify-hint">{m.nothing()}</p>}
        {current?.found.map((entry) => (
          <LayerHits
            key={entry.definition.id}
            definition={entry.definition}
            features={entry.features}
            failed={entry.failed}
          />
        ))}
      </div>
    </section>
  );
}

interface LayerHitsProps {
  definition: LayerDefinition;
  features: Feature[];
  failed: boolean;
}

function LayerHits({ definition, features, failed }: LayerHitsProps) {
  const title = inLanguage(definition.title_zh, definition.title_en);
  return (
    <section class="identify-layer">
      <h4>{title}</h4>
      {failed && <p class="identify-failed">{m.failed(title)}</p>}
      {features.map((feature) => (
        <HitEntry key={feature.id} definition={definition} feature={feature} />
      ))}
    </section>
  );
}

function HitEntry({ definition, feature }: { definition: LayerDefinition; feature: Feature }) {
  const { popup, fields } = definition;
  const fieldOf = (name: string) => fields.find((field) => field.name === name);
  const shown = (name: string) => {
    const field = fieldOf(name);
    return field ? fieldValue(field, feature.properties[name]) : "—";
  };
  const go = () => {
    if (definition.main) goToPlot({ id: Number(feature.id) });
    else if (feature.geometry) showFinding(feature.geometry);
  };
  return (
    <article class="identify-hit">
      <button type="button" class="identify-title" title={definition.main ? m.open() : m.show()} onClick={go}>
        {popup ? shown(popup.title) : feature.id}
        <Icon name={definition.main ? "chevronRight" : "target"} size={14} />
      </button>
      <dl>
        {popup?.fields
          .filter((name) => name !== popup.title)
          .map((name) => {
            const field = fieldOf(name);
            return field ? (
              <Value key={name} label={inLanguage(field.label_zh, field.label_en)} text={shown(name)} />
            ) : null;
          })}
      </dl>
    </article>
  );
}

function Value({ label, text }: { label: string; text: string }) {
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => toast(m.copied(text)),
      () => toast(m.copyFailed(), "warning"),
    );
  return (
    <div class="identify-value">
      <dt>{label}</dt>
      <dd>{text}</dd>
      <IconButton icon="copy" label={`${m.copyValue()} ${label}`} size={13} onClick={copy} />
    </div>
  );
}
