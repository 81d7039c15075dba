import { sentenceOf } from "../../api/problem";
import { extra, openDesk, setExtra } from "../../app/location";
import { goToPlot } from "../../app/map-actions";
import { term, termOptions } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { formatYuan } from "../../locale/money";
import { Badge } from "../../ui/chips";
import { SelectField } from "../../ui/field";
import { FindingsList } from "../../ui/findings-list";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { CheckField } from "./form-parts";
import { m } from "./messages";
import { encumbrances, filter } from "./reuse.state";
import { FindField } from "./reuse-filters";

/** What rests on land anywhere: mortgages, seizures and other rights; they are recorded in the dossier of their plot. */
export function EncumbrancesTab() {
  const found = encumbrances.data.value;
  const error = encumbrances.error.value;
  return (
    <div class="reuse-body">
      <div class="reuse-filters">
        <SelectField
          label={m.kind()}
          value={extra.value.r_kind ?? ""}
          placeholder={m.everyKind()}
          options={termOptions("parties.EncumbranceKind")}
          onValue={(value) => setExtra("r_kind", value || null)}
        />
        <FindField value={filter.value.q} />
        <CheckField
          label={m.withReleased()}
          checked={extra.value.r_released === "1"}
          onChecked={(checked) => setExtra("r_released", checked ? "1" : null)}
        />
      </div>
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={encumbrances.reload} />}
      {!found && error === null && <LoadingState />}
      {found?.length === 0 && (
        <EmptyState icon="lock" title={m.encEmpty()}>
          {m.encEmptyText()}
        </EmptyState>
      )}
      {found && found.length > 0 && (
        <div class="page-card page-scroll">
          <table class="page-table">
            <thead>
              <tr>
                {[m.plot, m.holders, m.kind, m.heldBy, m.certificate, m.amount, m.registeredOn, m.expires].map(
                  (head) => (
                    <th key={head()} scope="col">
                      {head()}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {found.map((row) => (
                <tr key={row.id} class={row.rests ? "" : "is-inactive"}>
                  <td>
                    <button
                      type="button"
                      class="reuse-link"
                      title={m.showPlot(row.plot_no)}
                      onClick={() => {
                        setExtra("tab", "parties");
                        openDesk("map");
                        goToPlot({ id: row.plot_id });
                      }}
                    >
                      {row.plot_no}
                    </button>
                  </td>
                  <td>{row.holder_names_zh ?? "—"}</td>
                  <td>
                    <Badge tone={row.rests && row.kind === "seizure" ? "danger" : "neutral"}>
                      {term("parties.EncumbranceKind", row.kind)}
                    </Badge>
                  </td>
                  <td>{row.holder_name}</td>
                  <td>{row.certificate_no || "—"}</td>
                  <td class="figure reuse-nowrap">{formatYuan(row.amount_yuan)}</td>
                  <td class="figure reuse-nowrap">{formatDate(row.registered_on)}</td>
                  <td class="figure">
                    {row.released_on && !row.rests
                      ? m.releasedOn(formatDate(row.released_on))
                      : row.expires_on
                        ? formatDate(row.expires_on)
                        : "—"}
                    {row.finding && <FindingsList findings={[row.finding]} />}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
