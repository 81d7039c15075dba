import type { ComponentChildren, JSX } from "preact";
import { Icon, type IconName } from "./icon";

type Native = Omit<JSX.IntrinsicElements["button"], "icon" | "size">;

interface Props extends Native {
  kind?: "primary" | "plain" | "quiet" | "danger";
  icon?: IconName;
  busy?: boolean;
  children?: ComponentChildren;
}

export function Button({ kind = "plain", icon, busy, children, class: className, disabled, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      class={`button button-${kind} ${className ?? ""}`}
      disabled={disabled || busy}
      aria-busy={busy ? "true" : undefined}
    >
      {busy ? <span class="spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Native {
  icon: IconName;
  /** What it does; read aloud and shown as tooltip. */
  label: string;
  /** The key that does the same, shown in the tooltip. */
  shortcut?: string;
  pressed?: boolean;
  size?: number;
}

export function IconButton({ icon, label, shortcut, pressed, size = 16, class: className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      class={`icon-button ${className ?? ""}`}
      aria-label={label}
      aria-pressed={pressed === undefined ? undefined : pressed}
      aria-keyshortcuts={shortcut}
      title={shortcut ? `${label}（${shortcut}）` : label}
    >
      <Icon name={icon} size={size} />
    </button>
  );
}
