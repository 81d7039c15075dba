import { term } from "../../app/terms";
import { Swatch } from "../../ui/swatch";
import { classes } from "./patrol.state";

/** State of coverage as a swatch of the map and a word. */
export function CoverageMark({ state }: { state: string }) {
  const entry = classes.value.get(state);
  return (
    <span class="coverage-mark">
      {entry && <Swatch color={entry.color} pattern={entry.pattern} size={12} />}
      {term("patrol.CoverageState", state)}
    </span>
  );
}
