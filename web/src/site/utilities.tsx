import { Icon } from "../ui/icon";
import { m } from "./messages";
import { utilityOrder, utilityWord } from "./words";

/** Eight little signs, the ones that reach the site in colour; each says its word on hover and aloud. */
export function Utilities({ reach }: { reach: readonly string[] }) {
  return (
    <ul class="utilities">
      {utilityOrder.map((utility) => {
        const there = reach.includes(utility);
        const word = utilityWord(utility);
        const label = there ? m.reaches(word) : m.lacks(word);
        return (
          <li key={utility} class={there ? "utility utility-on" : "utility"} title={label}>
            <Icon name={utility} size={16} label={label} />
          </li>
        );
      })}
    </ul>
  );
}
