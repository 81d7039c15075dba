import { useEffect, useMemo, useState } from "preact/hooks";
import { api } from "../../../api/client";
import { sentenceOf } from "../../../api/problem";
import { resource } from "../../../api/resource";
import { figureText, figureWords } from "../../../app/figure-words";
import { formatDate } from "../../../locale/date";
import { inLanguage } from "../../../locale/language";
import { listed, parted } from "../../../locale/punctuation";
import { Button } from "../../../ui/button";
import { Badge } from "../../../ui/chips";
import { Note } from "../../../ui/states";
import { type CheckForm, change } from "../check-form.state";
import type { ExplainedCommitment } from "../types";
import { r } from "./messages";
import { usableOf } from "./reports.state";
import type { UsableReport } from "./types";

interface Props {
  item: ExplainedCommitment;
  form: CheckForm;
}

/** In the form of a check: what the enterprise has reported and an officer has accepted, ready to be filled in. The verdict stays the officer's. */
export function UsableReports({ item, form }: Props) {
  const found = useMemo(
    () =>
      resource(
        () => ({ contract: item.contract_id }),
        ({ contract }, abort) => usableOf(contract, abort),
      ),
    [item.contract_id],
  );
  useEffect(() => found.dispose, [found]);
  const error = found.error.value;
  if (error !== null) return <Note tone="warning">{sentenceOf(error)}</Note>;
  if (!found.data.value?.length) return null;
  return (
    <section class="promise-set report-usable" aria-label={r.usable()}>
      <p class="field-hint">{r.usableHint()}</p>
      <ul>
        {found.data.value.map((report) => (
          <Usable key={report.id} report={report} item={item} form={form} />
        ))}
      </ul>
    </section>
  );
}

function Usable({ report, item, form }: Props & { report: UsableReport }) {
  const [busy, setBusy] = useState(false);
  const [{ isUsed, failure }, setDone] = useState<{ isUsed: boolean; failure: unknown }>({
    isUsed: false,
    failure: null,
  });
  const asked = item.figures.filter(({ name }) => report.figures[name] !== undefined);
  const given = asked.filter(({ name }) => report.figures[name] !== null);
  const unknown = asked.filter(({ name }) => report.figures[name] === null);
  const word = (figure: { label_zh: string; label_en: string }) => inLanguage(figure.label_zh, figure.label_en);
  const told = [
    given.length > 0
      ? listed(given.map((one) => `${word(one)} ${figureWords(report.figures[one.name], one.unit)}`))
      : r.nothingForThis(),
    unknown.length > 0 && r.unknownOf(listed(unknown.map(word))),
    report.evidence_ids.length > 0 && r.photosCount(report.evidence_ids.length),
  ].filter((one) => typeof one === "string");
  const use = async () => {
    setBusy(true);
    try {
      const ids = report.evidence_ids.join(",");
      const files = ids ? await api.get("/api/evidence", { query: { ids } }) : [];
      change({
        numbers: {
          ...form.numbers,
          ...Object.fromEntries(given.map(({ name, unit }) => [name, figureText(report.figures[name] ?? "", unit)])),
        },
        files: [...form.files, ...files.filter(({ id }) => !form.files.some((other) => other.id === id))],
        // figures stand as of the end of their period, unless the officer has said otherwise
        ...(given.length > 0 && !form.done_on ? { done_on: report.period_to } : {}),
      });
      setDone({ isUsed: true, failure: null });
    } catch (error) {
      setDone({ isUsed: false, failure: error });
    }
    setBusy(false);
  };
  return (
    <li>
      <span>
        {r.usableLine(report.report_no, formatDate(report.filed_on), formatDate(report.accepted_on))}
        <span class="quiet report-why">{parted(told)}</span>
        <span class="report-why" role="status">
          {isUsed && <Badge tone="success">{r.used()}</Badge>}
        </span>
        {failure !== null && <Note tone="error">{sentenceOf(failure)}</Note>}
      </span>
      <Button
        icon="paste"
        busy={busy}
        disabled={given.length === 0 && report.evidence_ids.length === 0}
        aria-label={r.useOf(report.report_no)}
        onClick={use}
      >
        {r.use()}
      </Button>
    </li>
  );
}
