import { useRef, useState } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { endPause, startPause } from "../../api/settled";
import { compareChoice, knownOn } from "../../app/location";
import { shownDate, zone } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { Button, IconButton } from "../../ui/button";
import { m } from "./messages";
import { barsOf, type DayCount, dayAt, placeOf } from "./steps";
import "./time-bar.css";
import {
  days,
  knownSpan,
  playing,
  showDay,
  showKnowledge,
  showView,
  span,
  stepDay,
  stepKnowledge,
  toggleBar,
  togglePlay,
} from "./time.state";

const restMs = 220;
const barCount = 120;

/** The whole map through time: which day, whose knowledge of it, alone or beside another day. */
export function TimeBar() {
  const failure = days.error.value;
  const shown = span.value;
  const [withKnown, setWithKnown] = useState(knownOn.value !== null);
  const today = zone.value?.today ?? "";
  return (
    <section class="timebar card" aria-label={m.bar()}>
      {!shown ? (
        <div class="timebar-row">
          <span class="timebar-note" role={failure ? "alert" : "status"}>
            {failure ? `${m.failed()}${sentenceOf(failure)}` : days.data.value ? m.empty() : m.loading()}
          </span>
          <IconButton icon="close" label={m.closeBar()} onClick={toggleBar} />
        </div>
      ) : (
        <>
          <div class="timebar-row">
            <IconButton icon="chevronLeft" label={m.previous()} shortcut="<" onClick={() => stepDay(false)} />
            <IconButton
              icon={playing.value ? "pause" : "play"}
              label={playing.value ? m.pause() : m.play()}
              pressed={playing.value}
              onClick={togglePlay}
            />
            <IconButton icon="chevronRight" label={m.next()} shortcut=">" onClick={() => stepDay(true)} />
            <DaySlider
              label={m.day()}
              first={shown.first}
              last={shown.last}
              day={shownDate.value ?? today}
              counts={days.data.value?.changed ?? []}
              onDay={showDay}
            />
            <IconButton icon="close" label={m.closeBar()} onClick={toggleBar} />
          </div>
          {withKnown && <Knowledge today={today} />}
          <div class="timebar-row timebar-foot">
            <label class="checkbox" title={m.knownWhy()}>
              <input
                type="checkbox"
                checked={withKnown}
                onChange={(event) => {
                  setWithKnown(event.currentTarget.checked);
                  if (!event.currentTarget.checked) showKnowledge(null);
                }}
              />
              {m.known()}
            </label>
            <ViewChoice />
          </div>
        </>
      )}
    </section>
  );
}

function Knowledge({ today }: { today: string }) {
  const shown = knownSpan.value;
  if (!shown) return <p class="timebar-note">{m.noPast()}</p>;
  return (
    <div class="timebar-row">
      <IconButton icon="chevronLeft" label={m.previousKnown()} onClick={() => stepKnowledge(false)} />
      <IconButton icon="chevronRight" label={m.nextKnown()} onClick={() => stepKnowledge(true)} />
      <DaySlider
        label={m.known()}
        first={shown.first}
        last={shown.last}
        day={knownOn.value ?? today}
        counts={days.data.value?.recorded ?? []}
        onDay={showKnowledge}
      />
      <Button kind="quiet" disabled={knownOn.value === null} onClick={() => showKnowledge(null)}>
        {m.knownOff()}
      </Button>
    </div>
  );
}

function ViewChoice() {
  const now = compareChoice.value?.view ?? "single";
  return (
    <div class="timebar-views" role="group" aria-label={m.view()}>
      {(["single", "swipe", "side", "off"] as const).map((view) => (
        <button
          key={view}
          type="button"
          class="timebar-view"
          aria-pressed={now === view}
          onClick={() => showView(view)}
        >
          {m[view]()}
        </button>
      ))}
    </div>
  );
}

interface SliderProps {
  label: string;
  first: string;
  last: string;
  day: string;
  counts: readonly DayCount[];
  onDay: (day: string) => void;
}

/** A slider over days with the changes as bars above it; the map follows when the hand rests. */
function DaySlider({ label, first, last, day, counts, onDay }: SliderProps) {
  const [held, setHeld] = useState<string | null>(null);
  const timer = useRef(0);
  const shown = held ?? day;
  const settle = (to: string) => {
    endPause(timer.current);
    setHeld(null);
    onDay(to);
  };
  return (
    <div class="timebar-slider">
      <svg class="timebar-bars" viewBox={`0 0 ${barCount} 12`} preserveAspectRatio="none" aria-hidden="true">
        {barsOf(counts, first, last, barCount).map(
          (height, at) => height > 0 && <rect key={at} x={at} y={12 - height * 12} width={0.8} height={height * 12} />,
        )}
      </svg>
      <input
        type="range"
        min={0}
        max={placeOf(first, last)}
        step={1}
        value={placeOf(first, shown)}
        aria-label={label}
        aria-valuetext={formatDate(shown)}
        onInput={(event) => {
          const to = dayAt(first, Number(event.currentTarget.value));
          setHeld(to);
          endPause(timer.current);
          timer.current = startPause(() => settle(to), restMs);
        }}
      />
      <output class="figure timebar-day">{shown}</output>
    </div>
  );
}
