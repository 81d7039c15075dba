import { figureText, figureWords } from "../../../app/figure-words";
import { formatDate } from "../../../locale/date";
import { inLanguage } from "../../../locale/language";
import { Badge } from "../../../ui/chips";
import { r } from "./messages";
import type { Filing } from "./types";

/** What was reported, the last time first, each figure beside what was said before. */
export function FilingList({ filings }: { filings: readonly Filing[] }) {
  if (filings.length === 0) return <p class="quiet">{r.noFilings()}</p>;
  return (
    <ol class="promise-checks">
      {filings
        .map((filing, place) => (
          <li key={filing.sequence} class="promise-check report-filing">
            <p class="promise-check-head">
              <b>{r.filingNo(place + 1)}</b>
              <span class="figure">{formatDate(filing.filed_on)}</span>
              {filing.is_late && <Badge tone="warning">{r.lateMark()}</Badge>}
            </p>
            <Told filing={filing} isFirst={place === 0} />
          </li>
        ))
        .reverse()}
    </ol>
  );
}

function Told({ filing, isFirst }: { filing: Filing; isFirst: boolean }) {
  return (
    <>
      {filing.progress && (
        <p>
          {r.progress()}：<b>{inLanguage(filing.progress_label_zh, filing.progress_label_en)}</b>
          {filing.since && <span class="quiet"> {r.sinceDay(formatDate(filing.since))}</span>}
        </p>
      )}
      {filing.figures.length > 0 && <Figures filing={filing} isFirst={isFirst} />}
      {filing.words && <p class="report-words">{filing.words}</p>}
      {filing.photos.length > 0 && (
        <ul class="report-photos" aria-label={r.photos()}>
          {filing.photos.map((photo) => (
            <li key={photo.evidence_id}>
              <a
                href={`/api/evidence/${photo.evidence_id}/file`}
                target="_blank"
                rel="noopener"
                title={`${photo.file_name} · SHA-256 ${photo.sha256}`}
              >
                <img
                  src={`/api/evidence/${photo.evidence_id}/file`}
                  alt={r.openPhoto(photo.file_name)}
                  loading="lazy"
                />
              </a>
            </li>
          ))}
        </ul>
      )}
      <p class="promise-recorded quiet report-seal" title={filing.sha256}>
        {r.seal()} <code>{filing.sha256.slice(0, 12)}</code>
      </p>
    </>
  );
}

/** 12 and 12.00 are the same; unknown and zero are not. */
function differs({ value, before, unit }: Filing["figures"][number]): boolean {
  if (value === null || before === null) return value !== before;
  return figureText(value, unit) !== figureText(before, unit);
}

function Figures({ filing, isFirst }: { filing: Filing; isFirst: boolean }) {
  return (
    <table class="report-figures">
      <thead>
        <tr>
          <th scope="col">{r.figure()}</th>
          <th scope="col">{r.value()}</th>
          {!isFirst && <th scope="col">{r.before()}</th>}
        </tr>
      </thead>
      <tbody class="figure">
        {filing.figures.map((one) => (
          <tr key={one.name}>
            <th scope="row">{inLanguage(one.label_zh, one.label_en)}</th>
            <td>
              {figureWords(one.value, one.unit)}
              {!isFirst && differs(one) && <Badge tone="info">{r.changed()}</Badge>}
            </td>
            {!isFirst && <td class="quiet">{figureWords(one.before, one.unit)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
