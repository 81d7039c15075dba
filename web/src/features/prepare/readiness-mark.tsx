import { term } from "../../app/terms";
import { Badge } from "../../ui/chips";
import type { LineState, PlotState } from "./types";

const tones = { ready: "success", expiring: "warning", open: "info", failed: "danger", pending: "neutral" } as const;
const plotGlyphs: Record<PlotState, string> = { ready: "✓", expiring: "◐", open: "?", failed: "✕", pending: "┄" };
const lineGlyphs: Record<LineState, string> = { passed: "✓", unknown: "?", failed: "✕" };

/** How ready a plot is: the same words and signs as the map's legend. */
export function ReadinessMark({ state }: { state: PlotState }) {
  return (
    <Badge tone={tones[state]}>
      <span aria-hidden="true">{plotGlyphs[state]} </span>
      {term("supply.PlotReadiness", state)}
    </Badge>
  );
}

/** One condition's state as a sign; the word is its tooltip and is read aloud. */
export function LineSign({ state, label }: { state: LineState; label?: string }) {
  const word = term("supply.ReadinessState", state);
  return (
    <span class={`prepare-sign prepare-sign-${state}`} title={label ? `${label}：${word}` : word}>
      <span aria-hidden="true">{lineGlyphs[state]}</span>
      <span class="visually-hidden">{word}</span>
    </span>
  );
}
