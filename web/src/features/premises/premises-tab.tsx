import { sentenceOf } from "../../api/problem";
import { setExtra } from "../../app/location";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chips";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { m } from "./messages";
import { asked, kind, kinds, rows } from "./premises.state";
import type { PremisesRow } from "./types";

function Actions({ row }: { row: PremisesRow }) {
  const edit = (publish?: boolean) => () => {
    asked.value = { form: "premises", row, publish };
  };
  return (
    <span class="premises-actions">
      {can("site:edit") && !isHistory.value && (
        <>
          <Button kind="quiet" onClick={edit()}>
            {m.edit()}
          </Button>
          <Button kind="quiet" onClick={edit(!row.is_published)}>
            {row.is_published ? m.withdraw() : m.publish()}
          </Button>
          {row.is_published && (
            <Button
              kind="quiet"
              onClick={() => {
                asked.value = { form: "mistake", row };
              }}
            >
              {m.mistake()}
            </Button>
          )}
          <Button
            kind="quiet"
            onClick={() => {
              asked.value = { form: "photo", row };
            }}
          >
            {m.photo()}
          </Button>
        </>
      )}
      {row.is_published && !row.mistake_reason && (
        <a class="button button-quiet" href={`/sites/${row.id}`} target="_blank" rel="noreferrer">
          {m.see()}
        </a>
      )}
    </span>
  );
}

/** The letters before the number, as the public reads it. */
const prefix: Record<PremisesRow["kind"], string> = { workshop: "CF", transfer: "ZR", expansion: "KZ" };

function Row({ row }: { row: PremisesRow }) {
  const findings = row.findings.map((finding) => inLanguage(finding.message_zh, finding.message_en)).join("\n");
  return (
    <tr>
      <th scope="row">
        {prefix[row.kind]}-{row.id}
      </th>
      <td>{term("premises_kind", row.kind)}</td>
      <td>{inLanguage(row.title_zh, row.title_en)}</td>
      <td>{row.plot_no}</td>
      <td>{row.holder_name ?? "—"}</td>
      <td class="number">{formatNumber(row.land_area_m2, 2)}</td>
      <td class="number">{formatNumber(row.room_m2 ?? row.floor_area_m2, 0)}</td>
      <td>{row.available_on ? formatDate(row.available_on) : "—"}</td>
      <td>{formatDate(row.observed_on)}</td>
      <td title={row.mistake_reason ?? undefined}>
        {row.mistake_reason ? m.mistaken() : row.is_published ? m.published() : m.draft()}
        {row.mistake_reason && <span class="visually-hidden"> {row.mistake_reason}</span>}
      </td>
      <td title={findings}>
        {row.findings.length > 0 ? m.warnings(row.findings.length) : "—"}
        {findings && <span class="visually-hidden"> {findings}</span>}
      </td>
      <td>
        <Actions row={row} />
      </td>
    </tr>
  );
}

/** Everything entered in the caller's parks, published or not, with what is missing in it. */
export function PremisesTab() {
  const found = rows.data.value;
  const error = rows.error.value;
  return (
    <div class="premises-body">
      <fieldset class="premises-filter">
        <legend class="visually-hidden">{m.kind()}</legend>
        {kinds.map((name) => (
          <Chip
            key={name}
            pressed={kind.value === name}
            onToggle={() => setExtra("prkind", kind.value === name ? null : name)}
          >
            {term("premises_kind", name)}
          </Chip>
        ))}
      </fieldset>
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={rows.reload} />}
      {!found && error === null && <LoadingState label={m.loading()} />}
      {found?.length === 0 && (
        <EmptyState icon="building" title={m.none()}>
          {m.noneText()}
        </EmptyState>
      )}
      {found && found.length > 0 && (
        <div class="page-card page-scroll">
          <table class="page-table premises-table">
            <thead>
              <tr>
                {[
                  m.number,
                  m.kind,
                  m.name,
                  m.plot,
                  m.holder,
                  m.land,
                  m.floor,
                  m.available,
                  m.observed,
                  m.state,
                  m.missing,
                  m.actions,
                ].map((head) => (
                  <th key={head()} scope="col">
                    {head()}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.map((row) => (
                <Row key={row.id} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
