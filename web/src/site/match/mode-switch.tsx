import { messages } from "../../locale/language";
import { noPlan } from "../plan";
import { matchWith, plan } from "../state";

const m = messages({
  browse: ["浏览地块", "Browse sites"],
  match: ["按项目匹配", "Match my project"],
  modes: ["查找方式", "Way of searching"],
});

/** Browse the list, or match a project: two ways into the same sites, the wish stays. */
export function ModeSwitch() {
  const matching = plan.value !== null;
  return (
    <fieldset class="mode-switch">
      <legend class="visually-hidden">{m.modes()}</legend>
      <button type="button" class="mode" aria-pressed={!matching} onClick={() => matchWith(null)}>
        {m.browse()}
      </button>
      <button type="button" class="mode" aria-pressed={matching} onClick={() => !matching && matchWith(noPlan)}>
        {m.match()}
      </button>
    </fieldset>
  );
}
