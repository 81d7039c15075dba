import type { ComponentChildren } from "preact";
import { setExtra } from "../../app/location";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { toneOf } from "./answer-head";
import { answerOfPlot } from "./idle.state";
import { m } from "./messages";

/** At the head of the dossier: the engine's sentence and the next duty, as the server gives them; the tab tells why. */
export function HeadAnswer({ plotId, otherwise }: { plotId: number; otherwise: ComponentChildren }) {
  const found = answerOfPlot.data.value;
  if (!found || found.plot_id !== plotId || found.items.length === 0) return <>{otherwise}</>;
  return (
    <>
      {found.items.map((item) => {
        const tone = toneOf(item.answer);
        const { next_duty: duty } = item.answer;
        return (
          <dl key={item.contract_id} class={`plot-why plot-why-${tone === "info" ? "warning" : tone}`}>
            <dt>{m.why()}</dt>
            <dd>
              {inLanguage(item.sentence_zh, item.sentence_en)}{" "}
              <button type="button" class="idle-turn" onClick={() => setExtra("tab", "idle")}>
                {m.trace()}
              </button>
            </dd>
            <dt>{m.nextDuty()}</dt>
            <dd>
              {term("idle.IdleDuty", duty.duty)}
              {duty.latest_on && (
                <span class="figure">
                  {" "}
                  {m.latest()} {formatDate(duty.latest_on)}
                </span>
              )}
              {duty.article && <span class="quiet"> {duty.article}</span>}
            </dd>
          </dl>
        );
      })}
    </>
  );
}
