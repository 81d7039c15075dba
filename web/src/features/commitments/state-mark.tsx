import { layerDefinitions } from "../../app/layers";
import { term } from "../../app/terms";
import { Icon, type IconName } from "../../ui/icon";
import { Swatch } from "../../ui/swatch";
import { m } from "./messages";
import type { Commitment, TallyColumn } from "./types";

const icons: Record<string, IconName> = {
  kept: "success",
  late: "warning",
  broken: "ban",
  waived: "minus",
  not_yet_due: "clock",
  due: "star",
  rectifying: "refresh",
};

/** The class of the map's layer of promises: colour and pattern are the same in list, rate and map. */
export function classOf(state: string) {
  const layer = layerDefinitions.value.find(({ id }) => id === "commitment");
  return layer?.legend.classes.find(({ value }) => value === state) ?? null;
}

/** How an obligation stands: swatch as on the map, and the word; late but done is told apart from late and open. */
export function StateMark({ item }: { item: Pick<Commitment, "state" | "is_settled"> }) {
  const doneLate = item.state === "late" && item.is_settled;
  const entry = classOf(item.state);
  return (
    <span class={`promise-state is-${doneLate ? "done-late" : item.state}`}>
      {doneLate || !entry ? (
        <Icon name={doneLate ? "check" : (icons[item.state] ?? "dot")} size={14} />
      ) : (
        <Swatch color={entry.color} pattern={entry.pattern} size={12} />
      )}
      {doneLate ? m.lateDone() : term("supply.CommitmentState", item.state)}
    </span>
  );
}

/** One column of the identity, with its swatch. */
export function ColumnMark({ column }: { column: TallyColumn }) {
  const entry = classOf(column);
  return (
    <>
      {entry && <Swatch color={entry.color} pattern={entry.pattern} size={12} />}
      {term("supply.TallyColumn", column)}
    </>
  );
}
