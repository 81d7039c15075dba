import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { f } from "./form-messages";
import { m } from "./messages";
import { dialog } from "./stock.state";
import type { PlotStock } from "./types";

/** The parts a plot is divided into: what each is used for, since when, by whom, why. */
export function PartsList({ stock }: { stock: PlotStock }) {
  const mayEdit = can("stock:edit") && !isHistory.value;
  return (
    <section>
      <h3>{f.parts()}</h3>
      {stock.parts.length === 0 && <p class="quiet">{f.notDivided()}</p>}
      <ul class="stock-parts">
        {stock.parts.map((part) => (
          <li key={part.id}>
            <p>
              <b>
                {m.part(part.part_no)} {part.name_zh}
              </b>{" "}
              {term("stock.PartUse", part.use)} <span class="figure">{formatArea(part.area_m2)}</span>
            </p>
            <p class="quiet">
              {part.reason} · {formatDate(part.valid_from)} {part.recorded_by_name}
            </p>
            {mayEdit && (
              <Button
                kind="quiet"
                onClick={() => {
                  dialog.value = { kind: "part", plot: stock, partNo: part.part_no };
                }}
              >
                {f.editPart()}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayEdit && stock.parts.length > 0 && (
        <Button
          onClick={() => {
            dialog.value = { kind: "undivide", plot: stock };
          }}
        >
          {f.undivide()}
        </Button>
      )}
    </section>
  );
}
