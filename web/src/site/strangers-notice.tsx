import { Icon } from "../ui/icon";
import { limitWords, m } from "./messages";
import { removeStranger, strangers } from "./state";
import type { StrangerField } from "./strangers";

const names: Record<StrangerField, () => string> = {
  industry: limitWords.industry,
  park: limitWords.park,
  supply: limitWords.supply,
  kinds: limitWords.kind,
  utilities: limitWords.utility,
};

/** Values of the address that nobody knows: said in words, ignored by the list, removed by a press. */
export function StrangersNotice() {
  if (strangers.value.length === 0) return null;
  return (
    <div class="strangers" role="status">
      <ul>
        {strangers.value.map((one) => (
          <li key={`${one.field}:${one.value}`} class="past-notice">
            <Icon name="warning" />
            {m.stranger(names[one.field](), one.value)}
            <button type="button" class="past-notice-back" onClick={() => removeStranger(one)}>
              {m.removeStranger()} <span class="visually-hidden">{one.value}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
