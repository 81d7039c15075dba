import { noPlan } from "../plan";
import { matchWith, plan } from "../state";
import { w } from "./messages";

/** Browse the list, or match a project: two ways into the same sites, the wish stays. */
export function ModeSwitch() {
  const matching = plan.value !== null;
  return (
    <fieldset class="mode-switch">
      <legend class="visually-hidden">{w.modes()}</legend>
      <button type="button" class="mode" aria-pressed={!matching} onClick={() => matchWith(null)}>
        {w.browse()}
      </button>
      <button type="button" class="mode" aria-pressed={matching} onClick={() => !matching && matchWith(noPlan)}>
        {w.match()}
      </button>
    </fieldset>
  );
}
