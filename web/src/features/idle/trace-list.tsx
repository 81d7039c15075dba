import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Badge } from "../../ui/chips";
import { m } from "./messages";
import type { ContractIdle, TraceLine } from "./types";

/** The reasoning line by line: asked, answer, source, rulebook entry, arithmetic. */
export function TraceList({ item }: { item: ContractIdle }) {
  const { trace } = item.answer;
  return (
    <details class="idle-fold">
      <summary>{m.traceSteps(trace.length)}</summary>
      <ol class="idle-trace">
        {trace.map((line: TraceLine, index: number) => (
          <li key={index}>
            <Line line={line} />
          </li>
        ))}
      </ol>
      <p class="quiet idle-hash" title={item.sha256}>
        {m.fingerprint()} {item.sha256.slice(0, 16)}…
      </p>
    </details>
  );
}

function Line({ line }: { line: TraceLine }) {
  const arithmetic = inLanguage(line.arithmetic_zh, line.arithmetic_en);
  return (
    <>
      <p class="idle-trace-answer">
        <span class="quiet">{inLanguage(line.question_zh, line.question_en)}</span>
        <b>{inLanguage(line.answer_zh, line.answer_en)}</b>
      </p>
      {arithmetic && (
        <p class="quiet figure">
          {m.arithmetic()} {arithmetic}
        </p>
      )}
      {line.source && (
        <p class="quiet">
          {m.source()} {line.source}
        </p>
      )}
      {line.rule && (
        <p class="quiet">
          {m.rule()} {line.rule.basis} · <code>{line.rule.code}</code> = {line.rule.value} ·{" "}
          {formatDate(line.rule.effective_from)}{" "}
          {!line.rule.confirmed && <Badge tone="warning">{m.unconfirmed()}</Badge>}
        </p>
      )}
    </>
  );
}
