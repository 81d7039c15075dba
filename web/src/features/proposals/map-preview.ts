import type { Feature, Finding } from "../../api/types";
import { mt } from "./messages";
import type { Sheet } from "./types";

/** What a proposal makes of the map: what was there dashed and pale, retired plots named as such, what comes in blue, findings in their colour. */
export function previewOf(sheet: Sheet, wrong: ReadonlySet<string>): Feature[] {
  const live = sheet.operations.filter((operation) => !operation.is_removed);
  const goesOn = new Set(
    live.flatMap(({ shapes }) => shapes.filter(({ is_final }) => is_final).map(({ plot_id }) => plot_id)),
  );
  const before = live.flatMap((operation) =>
    operation.parents.flatMap((parent): Feature[] =>
      parent.plot_id === null || !parent.geometry || operation.is_failed
        ? []
        : [
            {
              type: "Feature",
              id: `p${parent.id}`,
              geometry: parent.geometry,
              properties: goesOn.has(parent.plot_id)
                ? { tone: "same" }
                : { tone: "retired", label: mt.retired(parent.plot_no ?? "") },
            },
          ],
    ),
  );
  const after = live.flatMap((operation) =>
    operation.shapes
      .filter((shape) => shape.is_final)
      .map((shape): Feature => {
        const key = shape.plot_id === null ? `shape:${shape.id}` : String(shape.plot_id);
        const tone = wrong.has(key) ? "error" : "new";
        return {
          type: "Feature",
          id: `s${shape.id}`,
          geometry: shape.geometry,
          // what is published has its number on the map already
          properties: { tone, label: sheet.state === "published" ? undefined : shape.plot_no },
        };
      }),
  );
  const lines = live
    .filter((operation) => operation.is_failed && operation.cut_line)
    .map(
      (operation): Feature => ({
        type: "Feature",
        id: `l${operation.id}`,
        geometry: operation.cut_line,
        properties: { tone: "error" },
      }),
    );
  const remarks = sheet.remarks
    .filter((remark) => remark.geometry && !remark.resolved_by_name)
    .map(
      (remark): Feature => ({
        type: "Feature",
        id: `r${remark.id}`,
        geometry: remark.geometry,
        properties: { tone: "warning" },
      }),
    );
  return [...before, ...after, ...lines, ...remarks];
}

/** The plots of the register whose place a proposal takes: their numbers would stand beneath the new ones. Published, it has taken it. */
export function replacedBy(sheet: Sheet | null): number[] {
  if (!sheet || sheet.state === "published") return [];
  const live = sheet.operations.filter((operation) => !operation.is_removed && !operation.is_failed);
  return live.flatMap(({ parents }) => parents.flatMap(({ plot_id }) => plot_id ?? []));
}

/** The plots that something stands in the way of; what only asks for a look leaves their colour alone. */
export function wrongKeys(findings: readonly (Finding & { key: string })[]): Set<string> {
  return new Set(findings.filter(({ severity }) => severity === "error").map(({ key }) => key));
}
