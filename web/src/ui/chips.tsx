import type { ComponentChildren } from "preact";
import { Icon } from "./icon";

interface ChipProps {
  children: ComponentChildren;
  /** Pressed or not, for choosing; left out, the chip is only a mark. */
  pressed?: boolean;
  onToggle?: () => void;
  onRemove?: () => void;
  removeLabel?: string;
  count?: number;
}

/** A filter chip: toggled, removable, or just a mark. */
export function Chip({ children, pressed, onToggle, onRemove, removeLabel, count }: ChipProps) {
  const content = (
    <>
      {children}
      {count !== undefined && <span class="chip-count">{count}</span>}
    </>
  );
  return (
    <span class={`chip ${pressed ? "chip-on" : ""}`}>
      {onToggle ? (
        <button type="button" class="chip-body" aria-pressed={pressed ?? false} onClick={onToggle}>
          {content}
        </button>
      ) : (
        <span class="chip-body">{content}</span>
      )}
      {onRemove && (
        <button type="button" class="chip-remove" aria-label={removeLabel} title={removeLabel} onClick={onRemove}>
          <Icon name="close" size={12} />
        </button>
      )}
    </span>
  );
}

interface BadgeProps {
  children: ComponentChildren;
  tone?: "neutral" | "accent" | "warning" | "danger" | "success" | "info";
  title?: string;
}

/** A small word with a tone: 示意数据, 历史视图, 逾期. */
export function Badge({ children, tone = "neutral", title }: BadgeProps) {
  return (
    <span class={`badge badge-${tone}`} title={title}>
      {children}
    </span>
  );
}
