import { useEffect } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { shownDate, zone } from "../../app/zone";
import { formatDate, formatInstant } from "../../locale/date";
import { inLanguage, messages } from "../../locale/language";
import { bracketed } from "../../locale/punctuation";
import { areaFigure, areaUnitLabel } from "../../locale/units";
import { Button, IconButton } from "../../ui/button";
import { ErrorState, LoadingState } from "../../ui/states";
import { Bars } from "./bars";
import { atStop, big, here, isTouring, stayMs, step, stop, stops } from "./big.state";
import { BigMap } from "./big-map";
import { figureWords, openBig } from "./cockpit.state";
import { m } from "./messages";
import type { Cockpit, Figure } from "./types";
import "./big.css";

const b = messages({
  zone: ["全区", "The whole zone"],
  leave: ["退出大屏（Esc）", "Leave (Esc)"],
  pause: ["暂停轮播（空格）", "Pause (space)"],
  play: ["自动轮播（空格）", "Tour (space)"],
  previous: ["上一个园区（←）", "Previous park (←)"],
  next: ["下一个园区（→）", "Next park (→)"],
  full: ["全屏（F）", "Full screen (F)"],
  idleByPark: ["各园区闲置土地", "Idle land by park"],
});

const main = ["idle.determined", "idle.rate", "supply.allocated", "supply.prepared"];
const beside = ["promise.kept_rate", "project.active", "project.red", "duty.red", "duty.escalated", "idle.suspected"];
const bad = new Set(["idle.determined", "idle.rate", "project.red", "duty.red", "duty.escalated"]);

/** 大屏: dark, for a wall; it walks from the whole zone through the parks and never moves by itself where motion is not wanted. */
export function BigScreen() {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (document.querySelector("dialog[open]")) return; // its keys are its own
      const acts: Record<string, () => void> = {
        Escape: () => openBig(false),
        ArrowRight: () => step(1),
        ArrowLeft: () => step(-1),
        " ": () => {
          isTouring.value = !isTouring.value;
        },
        f: fill,
      };
      const act = acts[event.key];
      if (!act || (event.key === " " && event.target instanceof HTMLButtonElement)) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    window.addEventListener("keydown", press, true);
    return () => window.removeEventListener("keydown", press, true);
  }, []);
  useEffect(() => {
    if (!isTouring.value || !big.data.value) return;
    const timer = window.setTimeout(() => step(1), stayMs);
    return () => window.clearTimeout(timer);
  }, [stop.value, isTouring.value, big.data.value]);
  const found = big.data.value;
  const error = big.error.value;
  return (
    <div class="big" role="dialog" aria-modal="true" aria-label={m.big()}>
      <Head />
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={big.reload} />}
      {!found && error === null && <LoadingState />}
      {found && <Wall found={found} />}
    </div>
  );
}

function fill() {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void document.documentElement.requestFullscreen?.();
}

function Head() {
  const park = here.value;
  const touring = isTouring.value;
  const shown = zone.value;
  return (
    <header class="big-head">
      <div>
        <p class="big-zone">
          {inLanguage(shown?.name_zh, shown?.name_en)}
          {shown?.is_demo && <span class="big-demo">{inLanguage(shown.notice_zh, shown.notice_en)}</span>}
        </p>
        <h2 class="big-place">{park ? inLanguage(park.name_zh, park.name_en) : b.zone()}</h2>
      </div>
      <ol class="big-stops">
        {stops.value.map((one, index) => (
          <li key={one?.code ?? "zone"}>
            <button
              type="button"
              aria-current={index === stop.value ? "step" : undefined}
              onClick={() => {
                stop.value = index;
              }}
            >
              {one ? one.code : b.zone()}
            </button>
          </li>
        ))}
      </ol>
      <div class="big-tools">
        <p class="big-day">{m.asOf(formatDate(shownDate.value))}</p>
        <div>
          <IconButton icon="chevronLeft" label={b.previous()} size={24} onClick={() => step(-1)} />
          <IconButton
            icon={touring ? "pause" : "forward"}
            label={touring ? b.pause() : b.play()}
            size={24}
            onClick={() => {
              isTouring.value = !touring;
            }}
          />
          <IconButton icon="chevronRight" label={b.next()} size={24} onClick={() => step(1)} />
          <IconButton icon="fullscreen" label={b.full()} size={24} onClick={fill} />
          <Button icon="close" onClick={() => openBig(false)}>
            {b.leave()}
          </Button>
        </div>
      </div>
    </header>
  );
}

function Wall({ found }: { found: Cockpit }) {
  const pick = (ids: string[]) =>
    ids.map((id) => found.figures.find((one) => one.id === id)).filter((one): one is Figure => one !== undefined);
  const idle = found.figures.find((one) => one.id === "idle.determined");
  const ages = found.figures.map((one) => one.recorded_at ?? "").sort();
  return (
    <>
      <div class="big-main">
        {pick(main).map((figure) => (
          <BigFigure key={figure.id} figure={figure} />
        ))}
      </div>
      <div class="big-rest">
        <BigMap />
        <div class="big-beside">
          {pick(beside).map((figure) => (
            <BigFigure key={figure.id} figure={figure} small />
          ))}
        </div>
        {idle && (
          <section class="big-card">
            <h3>
              {b.idleByPark()}
              {bracketed(areaUnitLabel())}
            </h3>
            <Bars
              label={b.idleByPark()}
              bars={found.parks.map((park) => {
                const value = idle.by_park.find((one) => one.park_code === park.code)?.value ?? 0;
                return {
                  key: park.code,
                  name: inLanguage(park.name_zh, park.name_en),
                  value,
                  words: areaFigure(value),
                  tone: park.code === here.value?.code ? "warning" : "accent",
                };
              })}
            />
          </section>
        )}
      </div>
      <footer class="big-foot">{m.age(formatInstant(ages.at(-1)))}</footer>
    </>
  );
}

function BigFigure({ figure, small }: { figure: Figure; small?: boolean }) {
  const { value } = atStop(figure);
  const { text, unit } = figureWords(figure, value);
  return (
    <div class={`big-figure ${small ? "big-small" : ""} ${bad.has(figure.id) && value ? "is-bad" : ""}`}>
      <p class="big-name">{inLanguage(figure.label_zh, figure.label_en)}</p>
      <p class="big-value figure" aria-live="off">
        {text}
        {unit && <span class="big-unit">{unit}</span>}
      </p>
    </div>
  );
}
