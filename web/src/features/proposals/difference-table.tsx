import { goToBbox } from "../../app/map-actions";
import { term } from "../../app/terms";
import { formatNumber } from "../../locale/number";
import { EmptyState } from "../../ui/states";
import { ClassMark } from "./marks";
import { mt } from "./messages";
import type { DifferenceRow, Sheet } from "./types";

/** Plot by plot: new, changed, geometry only, conditions only, retired; fields old and new. */
export function DifferenceTable({ rows, sheet }: { rows: DifferenceRow[]; sheet: Sheet }) {
  if (rows.length === 0) return <EmptyState title={mt.noDifference()} />;
  const shapes = new Map(sheet.operations.flatMap(({ shapes: made }) => made.map((shape) => [shape.id, shape])));
  const heads = [mt.class, mt.plot, mt.from, mt.to, mt.before, mt.after, mt.change, mt.fields];
  return (
    <div class="page-scroll">
      <table class="page-table">
        <thead>
          <tr>
            {heads.map((head, index) => (
              <th key={head()} scope="col" class={index > 3 && index < 7 ? "figure" : undefined}>
                {head()}
                {index > 3 && index < 7 && `（${mt.m2()}）`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const shape = row.shape_id === null ? undefined : shapes.get(row.shape_id);
            return (
              <tr key={row.key}>
                <td>
                  <ClassMark name={row.class} />
                </td>
                <td class="proposals-no">
                  {shape ? (
                    <button type="button" class="proposals-link" onClick={() => goToBbox(shape.bbox)}>
                      {row.plot_no}
                    </button>
                  ) : (
                    row.plot_no
                  )}
                </td>
                <td class="proposals-no">{row.from_nos.filter((no) => no !== row.plot_no).join("、") || "—"}</td>
                <td>{row.to_nos.join("、") || "—"}</td>
                <td class="figure">{area(row.area_before_m2)}</td>
                <td class="figure">{area(row.area_after_m2)}</td>
                <td class="figure">{change(row)}</td>
                <td class="proposals-fields">
                  {row.fields.length === 0 && "—"}
                  {row.fields.map((field) => (
                    <span key={field.field} class="proposals-field">
                      {term("land.PlotField", field.field)}{" "}
                      {row.class !== "new" && (
                        <>
                          <s class="quiet">{field.old ?? mt.none()}</s> →{" "}
                        </>
                      )}
                      {field.new ?? mt.none()}
                    </span>
                  ))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const area = (value: number | null) => (value === null ? "—" : formatNumber(value, 2));

function change(row: DifferenceRow): string {
  if (row.area_before_m2 === null || row.area_after_m2 === null) return "—";
  const value = row.area_after_m2 - row.area_before_m2;
  return `${value > 0 ? "+" : ""}${formatNumber(value, 2)}`;
}
