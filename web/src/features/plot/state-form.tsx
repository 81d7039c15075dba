import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { term, termOptions } from "../../app/terms";
import { SelectField } from "../../ui/field";
import { Note } from "../../ui/states";
import { EditFrame } from "./edit-frame";
import { em } from "./edit-messages";
import { type AxisName, axisNames, axisTerms, type Dossier } from "./types";

const offered = new Set(["announced", "on_offer"]);
/** Brought about by an announcement or a contract, never by hand. */
const byAct = new Set(["on_offer", "allocated"]);

function choices(plot: Dossier, axis: AxisName) {
  const all = termOptions(axisTerms[axis]);
  return axis === "supply" ? all.filter(({ value }) => value === plot.supply || !byAct.has(value)) : all;
}

export function StateForm({ plot }: { plot: Dossier }) {
  const [chosen, setChosen] = useState<Partial<Record<AxisName, string>>>({});
  const changed = axisNames.filter((axis) => chosen[axis] !== undefined && chosen[axis] !== plot[axis]);
  const supply = chosen.supply ?? plot.supply;
  const publishes = offered.has(supply) && !offered.has(plot.supply);
  const withdraws = !offered.has(supply) && offered.has(plot.supply);
  return (
    <EditFrame
      title={em.stateTitle(plot.plot_no)}
      text={em.stateText()}
      done={em.saved(plot.plot_no)}
      check={() => (changed.length === 0 ? em.nothingChanged() : null)}
      save={({ validFrom, reason, document }) =>
        api.post("/api/plots/{plot_id}/state", {
          path: { plot_id: plot.id },
          body: {
            axes: Object.fromEntries(changed.map((axis) => [axis, chosen[axis] ?? ""])),
            valid_from: validFrom,
            reason: reason.trim(),
            document: document.trim() || null,
          },
        })
      }
    >
      <div class="edit-grid">
        {axisNames.map((axis) => (
          <SelectField
            key={axis}
            label={term("land.StateAxis", axis)}
            value={chosen[axis] ?? plot[axis]}
            options={choices(plot, axis)}
            disabled={axis === "supply" && plot.supply === "on_offer"}
            hint={
              changed.includes(axis)
                ? em.was(term(axisTerms[axis], plot[axis]))
                : axis === "supply"
                  ? em.supplyByAct()
                  : undefined
            }
            onValue={(value) => setChosen({ ...chosen, [axis]: value })}
          />
        ))}
      </div>
      {publishes && <Note tone="info">{em.publishes()}</Note>}
      {withdraws && <Note tone="warning">{em.withdraws()}</Note>}
    </EditFrame>
  );
}
