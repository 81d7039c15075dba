import type { ComponentChildren } from "preact";
import { setExtra } from "../../app/location";
import { inLanguage } from "../../locale/language";
import { NextDuty, toneOf } from "./answer-head";
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
              <NextDuty item={item} />
            </dd>
          </dl>
        );
      })}
    </>
  );
}
