import { useEffect, useRef } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { StageMark } from "../../app/stage-mark";
import { inLanguage } from "../../locale/language";
import { formatArea } from "../../locale/units";
import { IconButton } from "../../ui/button";
import { Icon, type IconName } from "../../ui/icon";
import { type Hit, type HitKind, stepTo } from "./hits";
import { m } from "./messages";
import {
  activeIndex,
  answer,
  clearSearch,
  groups,
  isCurrent,
  listOpen,
  orderedHits,
  pick,
  pickActive,
  type,
  typed,
} from "./search.state";
import "./search.css";

const icons: Record<HitKind, IconName> = {
  coordinate: "target",
  plot: "polygon",
  party: "building",
  park: "map",
};

export function focusSearch(): void {
  const box = document.getElementById("search-box");
  if (box instanceof HTMLInputElement) box.select();
}

/** One box for everything; what it finds stands by kind, Enter goes there. */
export function SearchBox() {
  const box = useRef<HTMLDivElement>(null);
  const open = listOpen.value && typed.value.trim() !== "";
  useEffect(() => {
    const elsewhere = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) listOpen.value = false;
    };
    document.addEventListener("pointerdown", elsewhere, true);
    return () => document.removeEventListener("pointerdown", elsewhere, true);
  }, []);
  const keys = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) listOpen.value = true;
      else activeIndex.value = stepTo(activeIndex.value, orderedHits.value.length, event.key);
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      pickActive();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (open) listOpen.value = false;
      else if (typed.value) clearSearch();
      else (event.currentTarget as HTMLElement).blur();
    }
  };
  return (
    <div ref={box} class="search">
      <div class="search-field">
        <Icon name="search" />
        <input
          id="search-box"
          class="search-input"
          type="text"
          role="combobox"
          aria-label={m.label()}
          aria-expanded={open}
          aria-controls="search-list"
          aria-autocomplete="list"
          aria-activedescendant={open && orderedHits.value.length ? `search-hit-${activeIndex.value}` : undefined}
          aria-keyshortcuts="/"
          autocomplete="off"
          placeholder={m.placeholder()}
          value={typed.value}
          onInput={(event) => type(event.currentTarget.value)}
          onFocus={() => {
            listOpen.value = typed.value.trim() !== "";
          }}
          onKeyDown={keys}
        />
        {typed.value ? <IconButton icon="close" size={14} label={m.clear()} onClick={clearSearch} /> : <kbd>/</kbd>}
      </div>
      {open && <Results />}
    </div>
  );
}

function Results() {
  const error = answer.error.value;
  const found = orderedHits.value.length > 0;
  return (
    <div id="search-list" class="search-list" role="listbox" aria-label={m.results()} aria-busy={!isCurrent.value}>
      {error !== null && <p class="search-note">{sentenceOf(error)}</p>}
      {error === null && !found && !isCurrent.value && <p class="search-note">{m.searching()}</p>}
      {error === null && !found && isCurrent.value && (
        <div class="search-note">
          <p>{m.none(typed.value.trim())}</p>
          <p class="quiet">{m.noneHelp()}</p>
        </div>
      )}
      {groups.value.map(({ kind, hits }) => (
        <div key={kind} role="group" aria-label={m[kind]()}>
          <p class="search-kind" aria-hidden="true">
            {m[kind]()}
          </p>
          {hits.map(({ hit, index }) => (
            <HitRow key={`${kind}-${hit.label}-${index}`} hit={hit} index={index} />
          ))}
        </div>
      ))}
    </div>
  );
}

function HitRow({ hit, index }: { hit: Hit; index: number }) {
  const active = index === activeIndex.value;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the box picks the active option
    <div
      id={`search-hit-${index}`}
      class={`search-hit ${active ? "is-active" : ""}`}
      role="option"
      aria-selected={active}
      onPointerEnter={() => {
        activeIndex.value = index;
      }}
      onClick={() => pick(hit)}
    >
      <Icon name={icons[hit.kind]} />
      <span class="search-hit-words">
        <span class="search-hit-label">{hit.label}</span>
        <span class="search-hit-sub">{inLanguage(hit.sub_zh, hit.sub_en)}</span>
      </span>
      {hit.stage && (
        <span class="search-hit-stage">
          <StageMark stage={hit.stage} />
        </span>
      )}
      {hit.area_m2 !== null && <span class="search-hit-area figure">{formatArea(hit.area_m2)}</span>}
    </div>
  );
}
