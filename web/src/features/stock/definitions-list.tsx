import { sentenceOf } from "../../api/problem";
import { can } from "../../app/session";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { bracketed, listed } from "../../locale/punctuation";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { ErrorState, LoadingState } from "../../ui/states";
import { ClassMark } from "./class-mark";
import { f } from "./form-messages";
import { m } from "./messages";
import { definitions, dialog } from "./stock.state";

/** What each class means in this zone, every period of it. */
export function DefinitionsList() {
  const found = definitions.data.value;
  const error = definitions.error.value;
  if (!found)
    return error !== null ? <ErrorState text={sentenceOf(error)} onRetry={definitions.reload} /> : <LoadingState />;
  const mayEdit = can("stock:edit") && !isHistory.value;
  return (
    <div class="stock-scroll">
      <table class="page-table">
        <thead>
          <tr>
            <th scope="col">{m.stockClass()}</th>
            <th scope="col">{m.definition()}</th>
            <th scope="col">{m.basis()}</th>
            <th scope="col">{m.since()}</th>
            {mayEdit && <th scope="col" aria-label={f.editDefinition()} />}
          </tr>
        </thead>
        <tbody>
          {found.map((row) => (
            <tr key={row.id} class={row.holds ? "" : "is-inactive"}>
              <th scope="row">
                <ClassMark value={row.stock_class} />
              </th>
              <td>
                {inLanguage(row.definition_zh, row.definition_en)}
                {row.land_use_codes.length > 0 && bracketed(listed(row.land_use_codes))}
              </td>
              <td>
                {row.basis} {!row.confirmed && <Badge tone="warning">{m.unconfirmed()}</Badge>}
              </td>
              <td class="stock-day">{formatDate(row.effective_from)}</td>
              {mayEdit && (
                <td class="page-actions">
                  {row.holds && (
                    <Button
                      kind="quiet"
                      onClick={() => {
                        dialog.value = { kind: "definition", before: row };
                      }}
                    >
                      {f.editDefinition()}
                    </Button>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
