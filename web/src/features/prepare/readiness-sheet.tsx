import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { resource } from "../../api/resource";
import { dataRevision, noteDataChange } from "../../app/changes";
import { asOfQuery } from "../../app/location";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { Button } from "../../ui/button";
import { confirmed } from "../../ui/dialog";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { AnswerForm } from "./answer-form";
import { linesOf } from "./compare";
import { shiftDay } from "./days";
import { DisputesPart } from "./disputes-part";
import { IndicatorsPart } from "./indicators-part";
import { m } from "./messages";
import { settlePending } from "./prepare.state";
import { ReadinessLine } from "./readiness-line";
import { LineSign, ReadinessMark } from "./readiness-mark";
import { RecordsPart } from "./records-part";
import { type Line, type Sheet, type Topic, topics } from "./types";
import "./prepare.css";

/** What one plot still lacks, line by line, each with its evidence and why. The same on the board and in the dossier. */
export function ReadinessSheet({ plotId }: { plotId: number }) {
  const sheet = useMemo(
    () =>
      resource(
        () => ({ ...asOfQuery.value, _: dataRevision.value }),
        ({ _, ...query }, abort) =>
          api.get("/api/plots/{plot_id}/readiness", { path: { plot_id: plotId }, query, signal: abort }),
      ),
    [plotId],
  );
  useEffect(() => sheet.dispose, [sheet]);
  const shown = sheet.data.value;
  useEffect(() => settlePending(shown?.is_pending ?? false), [shown]);
  if (!shown) {
    const error = sheet.error.value;
    return error ? <ErrorState text={sentenceOf(error)} onRetry={sheet.reload} /> : <LoadingState />;
  }
  return shown.is_candidate ? <SheetBody sheet={shown} /> : <HeldPlot sheet={shown} />;
}

/** A plot that somebody holds: nothing is judged, what was recorded before it was supplied stays to be read. */
function HeldPlot({ sheet }: { sheet: Sheet }) {
  return (
    <div class="prepare-sheet">
      <Note>{m.heldText()}</Note>
      <RecordsPart sheet={sheet} />
    </div>
  );
}

function SheetBody({ sheet }: { sheet: Sheet }) {
  const answering = useSignal<Line | null>(null);
  const passed = sheet.items.filter(({ state }) => state === "passed").length;
  return (
    <div class="prepare-sheet">
      <div class="prepare-verdict">
        <ReadinessMark state={sheet.state} />
        <span class="figure">{m.passedOf(passed, sheet.items.length)}</span>
        <RecordButton sheet={sheet} />
      </div>
      <Note tone={sheet.is_ready ? "success" : "warning"}>
        {sheet.is_ready ? m.readyText() : m.notReadyText()}
        {sheet.holds_until && <p class="quiet">{m.holds(formatDate(shiftDay(sheet.holds_until, -1)))}</p>}
      </Note>
      {topics.map((topic) => (
        <TopicPart key={topic} topic={topic} sheet={sheet} onAnswer={(line) => (answering.value = line)} />
      ))}
      <RecordsPart sheet={sheet} />
      {answering.value && (
        <AnswerForm
          sheet={sheet}
          line={answering.value}
          onClose={() => {
            answering.value = null;
          }}
        />
      )}
    </div>
  );
}

interface TopicProps {
  topic: Topic;
  sheet: Sheet;
  onAnswer: (line: Line) => void;
}

function TopicPart({ topic, sheet, onAnswer }: TopicProps) {
  const lines = linesOf(sheet.items, topic);
  const passed = lines.filter(({ state }) => state === "passed").length;
  const label = term("supply.ReadinessTopic", topic);
  const mayAnswer = topic === "cleared" && can("readiness:answer") && !isHistory.value;
  return (
    <details class="prepare-topic" open={sheet.topics[topic] !== "passed"}>
      <summary>
        <LineSign state={sheet.topics[topic] ?? "unknown"} label={label} />
        <h4>{label}</h4>
        <span class="quiet figure">
          {passed}/{lines.length}
        </span>
      </summary>
      <ul class="prepare-lines">
        {lines.map((line) => (
          <ReadinessLine
            key={line.key}
            line={line}
            sheet={sheet}
            onAnswer={mayAnswer ? () => onAnswer(line) : undefined}
          />
        ))}
      </ul>
      {topic === "cleared" && <DisputesPart sheet={sheet} />}
      {topic === "indicators" && <IndicatorsPart sheet={sheet} />}
    </details>
  );
}

function RecordButton({ sheet }: { sheet: Sheet }) {
  const busy = useSignal(false);
  if (!can("readiness:answer") || isHistory.value) return null;
  const record = async () => {
    const sure = await confirmed({ title: m.recordSure(sheet.plot_no), text: m.recordText(), confirm: m.record() });
    if (!sure) return;
    busy.value = true;
    try {
      await api.post("/api/plots/{plot_id}/readiness/records", { path: { plot_id: sheet.plot_id }, body: {} });
      toast(m.recorded());
      noteDataChange();
    } catch (error) {
      toast(sentenceOf(error), "error");
    }
    busy.value = false;
  };
  return (
    <Button class="prepare-record" icon="document" busy={busy.value} onClick={record}>
      {m.record()}
    </Button>
  );
}
