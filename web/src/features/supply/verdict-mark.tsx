import { term } from "../../app/terms";
import { Icon, type IconName } from "../../ui/icon";

const icons: Record<string, IconName> = { met: "check", not_met: "close", unknown: "help" };

/** Promised against required: icon and word. */
export function VerdictMark({ verdict }: { verdict: string }) {
  return (
    <span class={`supply-verdict is-${verdict}`}>
      <Icon name={icons[verdict] ?? "dot"} size={13} />
      {term("supply.PromiseVerdict", verdict)}
    </span>
  );
}
