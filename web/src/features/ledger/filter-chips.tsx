import { useEffect, useState } from "preact/hooks";
import { endPause, startPause } from "../../api/settled";
import { filters, setFilters } from "../../app/location";
import { type FacetName, facets } from "../../app/url";
import { areaFromM2, areaToM2, areaUnit, areaUnitLabel } from "../../locale/units";
import { Chip } from "../../ui/chips";
import { Checkbox, TextField } from "../../ui/field";
import { Icon } from "../../ui/icon";
import { Popover } from "../../ui/popover";
import { Facet } from "./facet";
import { facetLabel, facetTitle } from "./facet.state";
import { m } from "./messages";

/** The column filters: each chip opens its choices, an active one says what it lets through and can be taken off. */
export function FilterChips() {
  return (
    <>
      <SearchChip />
      {facets.map((name) => (
        <FacetChip key={name} name={name} />
      ))}
      <AreaChip />
      <Chip pressed={filters.value.in_view} onToggle={() => setFilters({ in_view: !filters.value.in_view })}>
        {m.inView()}
      </Chip>
    </>
  );
}

function FacetChip({ name }: { name: FacetName }) {
  const chosen = filters.value[name];
  const title = facetTitle(name);
  const first = chosen[0];
  const words =
    first === undefined
      ? title
      : chosen.length === 1
        ? m.only(title, facetLabel(name, first))
        : m.several(title, chosen.length);
  return (
    <FilterChip title={title} words={words} active={first !== undefined} onRemove={() => setFilters({ [name]: [] })}>
      <Facet name={name} />
    </FilterChip>
  );
}

interface FilterChipProps {
  title: string;
  words: string;
  active: boolean;
  onRemove: () => void;
  children: preact.ComponentChildren;
}

function FilterChip({ title, words, active, onRemove, children }: FilterChipProps) {
  return (
    <span class={`chip ${active ? "chip-on" : ""}`}>
      <Popover
        buttonClass="chip-body"
        label={title}
        shows={words}
        trigger={
          <>
            <span class="ledger-chip-words">{words}</span>
            <Icon name="chevronDown" size={12} />
          </>
        }
      >
        {() => children}
      </Popover>
      {active && (
        <button
          type="button"
          class="chip-remove"
          aria-label={m.remove(title)}
          title={m.remove(title)}
          onClick={onRemove}
        >
          <Icon name="close" size={12} />
        </button>
      )}
    </span>
  );
}

/** Reads a limit typed in the unit of the screen; empty = no limit. */
export function limitFrom(text: string): number | null {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) && value >= 0 ? Math.round(areaToM2(value, areaUnit.value) * 100) / 100 : null;
}

/** "50–100 亩", "≥ 50 亩", "≤ 100 亩". */
function rangeWords(min: number | null, max: number | null, unit: string): string {
  if (max === null) return `≥ ${shown(min)} ${unit}`;
  return min === null ? `≤ ${shown(max)} ${unit}` : `${shown(min)}–${shown(max)} ${unit}`;
}

const shown = (m2: number | null) => (m2 === null ? "" : String(Number(areaFromM2(m2, areaUnit.value).toFixed(4))));

function AreaChip() {
  const { area_min, area_max } = filters.value;
  const unit = areaUnitLabel();
  const active = area_min !== null || area_max !== null;
  const words = active ? m.only(m.area(), rangeWords(area_min, area_max, unit)) : m.area();
  const wrong = area_min !== null && area_max !== null && area_min > area_max;
  return (
    <FilterChip
      title={m.area()}
      words={words}
      active={active}
      onRemove={() => setFilters({ area_min: null, area_max: null })}
    >
      <div class="form-column">
        <TextField
          label={m.from()}
          unit={unit}
          inputMode="decimal"
          value={shown(area_min)}
          onValue={(text) => setFilters({ area_min: limitFrom(text) })}
        />
        <TextField
          label={m.to()}
          unit={unit}
          inputMode="decimal"
          value={shown(area_max)}
          error={wrong ? m.wrongRange() : null}
          onValue={(text) => setFilters({ area_max: limitFrom(text) })}
        />
        <Checkbox
          label={m.none()}
          checked={!active}
          disabled={!active}
          onChecked={() => setFilters({ area_min: null, area_max: null })}
        />
      </div>
    </FilterChip>
  );
}

/** Free text; asked a moment after the last key. */
function SearchChip() {
  const asked = filters.value.q;
  const [text, setText] = useState(asked);
  useEffect(() => setText(asked), [asked]);
  useEffect(() => {
    if (text === asked) return;
    const timer = startPause(() => setFilters({ q: text.trim() }), 300);
    return () => endPause(timer);
  }, [text, asked]);
  return (
    <span class={`ledger-find ${asked ? "chip-on" : ""}`}>
      <Icon name="filter" size={14} />
      <input
        type="search"
        value={text}
        placeholder={m.find()}
        aria-label={m.findLabel()}
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </span>
  );
}
