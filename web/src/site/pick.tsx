import { Icon } from "../ui/icon";

interface PickProps {
  label: string;
  count?: number;
  on: boolean;
  onToggle: () => void;
}

/** A choice that is on or off, with how many sites one gets by choosing it. */
export function Pick({ label, count, on, onToggle }: PickProps) {
  return (
    <button
      type="button"
      class={`pick ${on ? "pick-on" : ""}`}
      aria-pressed={on}
      disabled={count === 0 && !on}
      onClick={onToggle}
    >
      {on && <Icon name="check" size={12} />}
      {label}
      {count !== undefined && <span class="pick-count">{count}</span>}
    </button>
  );
}
