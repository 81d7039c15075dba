import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { playDay } from "./idle.state";
import { m } from "./messages";
import type { ContractIdle } from "./types";

/** What time alone will bring: each day on which the answer turns, to be looked at by pressing it. */
export function Course({ item }: { item: ContractIdle }) {
  if (item.turns.length < 2) return null;
  return (
    <details class="idle-fold">
      <summary>{m.course()}</summary>
      <p class="quiet">{m.ifNothingNew()}</p>
      <ol class="idle-course">
        {item.turns.map((turn, index) => (
          <li key={turn.turns_on}>
            <button
              type="button"
              class="idle-turn figure"
              title={m.showDay()}
              onClick={() => {
                playDay.value = turn.turns_on;
              }}
            >
              {index === 0 ? m.turnNow() : formatDate(turn.turns_on)}
            </button>
            <span title={inLanguage(turn.sentence_zh, turn.sentence_en)}>
              {term("idle.IdleState", turn.state)}
              {turn.side && <span class="quiet"> · {term("idle.CauseSide", turn.side)}</span>}
              {turn.may_fee && <span> · {m.mayFee()}</span>}
              {turn.may_recover && <span> · {m.mayRecover()}</span>}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
