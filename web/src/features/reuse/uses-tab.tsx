import { sentenceOf } from "../../api/problem";
import { DocumentsOf } from "../../app/documents-of";
import { EvidenceList } from "../../app/evidence-field";
import { extra, setExtra } from "../../app/location";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { formatNumber } from "../../locale/number";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chips";
import { FindingsList } from "../../ui/findings-list";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { daysWord, PlotButton, purposeOf, StandingMark } from "./marks";
import { m } from "./messages";
import { asked, filter, openedUse, openMeasure, openUse, standings, uses } from "./reuse.state";
import { FindField, ParkField } from "./reuse-filters";
import { ms } from "./sheet-messages";
import type { TemporaryUse } from "./types";

/** Temporary uses with the days that are left, what waits for somebody first. */
export function UsesTab() {
  const found = uses.data.value;
  const error = uses.error.value;
  const chosen = extra.value.r_standing ?? "";
  return (
    <div class="reuse-body">
      <div class="reuse-filters">
        <ParkField value={filter.value.park} />
        <FindField value={filter.value.q} />
        {standings.map((standing) => (
          <Chip
            key={standing}
            pressed={chosen === standing}
            count={chosen ? undefined : (found?.by_standing[standing] ?? 0)}
            onToggle={() => setExtra("r_standing", chosen === standing ? null : standing)}
          >
            {term("reuse.TemporaryUseStanding", standing)}
          </Chip>
        ))}
      </div>
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={uses.reload} />}
      {!found && error === null && <LoadingState />}
      {found?.total === 0 && (
        <EmptyState icon="hourglass" title={m.usesEmpty()}>
          {m.usesEmptyText()}
        </EmptyState>
      )}
      {found && found.total > 0 && (
        <div class="page-card page-scroll">
          <table class="page-table">
            <thead>
              <tr>
                {[m.number, m.plot, m.user, m.purpose, m.area, m.until, m.days, m.standing, m.rent, m.officer].map(
                  (head) => (
                    <th key={head()} scope="col">
                      {head()}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {found.items.map((use) => (
                <UseRows key={use.id} use={use} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

function UseRows({ use }: { use: TemporaryUse }) {
  const isShown = openedUse.value === use.id;
  const isLate = use.days_left !== null && use.days_left < 0 && use.standing !== "vacated";
  return (
    <>
      <tr>
        <td>
          <button
            type="button"
            class="reuse-link figure"
            aria-expanded={isShown}
            onClick={() => openUse(isShown ? null : use.id)}
          >
            {use.use_no}
          </button>
        </td>
        <td>
          <PlotButton id={use.plot_id} no={use.plot_no} />
        </td>
        <td>{use.user_name}</td>
        <td>{purposeOf(use)}</td>
        <td class="figure reuse-nowrap">{formatArea(use.area_m2)}</td>
        <td class="figure reuse-nowrap">
          {formatDate(use.until_on)}
          <span class="quiet reuse-under">{m.limit(formatDate(use.limit_on))}</span>
        </td>
        <td class={`figure reuse-nowrap ${isLate ? "reuse-late" : ""}`}>
          {use.standing === "vacated" ? "—" : daysWord(use.days_left)}
        </td>
        <td>
          <StandingMark standing={use.standing} />
        </td>
        <td class="figure">{use.rent_yuan_per_year === null ? "—" : formatNumber(use.rent_yuan_per_year)}</td>
        <td>{use.officer_name || m.nobody()}</td>
      </tr>
      {isShown && (
        <tr>
          <td colSpan={10} class="reuse-use-more">
            <UseBody use={use} />
          </td>
        </tr>
      )}
    </>
  );
}

/** What is agreed, what happened, what can be done; shown below a row, in a sheet and in the dossier. */
export function UseBody({ use, withPapers = true }: { use: TemporaryUse; withPapers?: boolean }) {
  const mayEdit = can("reuse:edit") && !isHistory.value;
  const ask = (state: "vacated" | "restored" | "not_restored") => () => {
    asked.value = { kind: "end", use, state };
  };
  return (
    <div class="reuse-use">
      {use.finding && <FindingsList findings={[use.finding]} />}
      <p>{use.restoration_zh}</p>
      {use.reuse_no && use.measure_id !== null && (
        <p>
          <button type="button" class="reuse-link" onClick={() => openMeasure(use.measure_id)}>
            {use.reuse_no}
          </button>
        </p>
      )}
      <ol class="reuse-steps">
        {use.steps.map((step) => (
          <li key={step.sequence}>
            <span class="figure">{formatDate(step.taken_on)}</span>{" "}
            <strong>{term("reuse.TemporaryUseState", step.state)}</strong>
            {step.until_on && (
              <span class="quiet">
                {" "}
                {m.until()} {formatDate(step.until_on)}
              </span>
            )}
            {step.restore_by && <span class="quiet"> → {formatDate(step.restore_by)}</span>}
            {step.note && <span> · {step.note}</span>} <span class="quiet">{step.actor_name}</span>
            {step.evidence.length > 0 && <EvidenceList files={step.evidence} />}
          </li>
        ))}
      </ol>
      {mayEdit && (
        <p class="reuse-acts">
          {use.state === "arranged" && (
            <>
              <Button icon="check" onClick={ask("vacated")}>
                {term("reuse.TemporaryUseState", "vacated")}
              </Button>
              <Button
                icon="clock"
                onClick={() => {
                  asked.value = { kind: "extend", use };
                }}
              >
                {ms.move()}
              </Button>
            </>
          )}
          {(use.state === "vacated" || use.state === "not_restored") && (
            <>
              <Button icon="check" onClick={ask("restored")}>
                {term("reuse.TemporaryUseState", "restored")}
              </Button>
              <Button icon="warning" onClick={ask("not_restored")}>
                {term("reuse.TemporaryUseState", "not_restored")}
              </Button>
            </>
          )}
        </p>
      )}
      {withPapers && <DocumentsOf subject="temporary_use" subjectId={use.id} />}
    </div>
  );
}
