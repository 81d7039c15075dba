import type { ComponentChildren } from "preact";
import { messages } from "../locale/language";
import { Button } from "./button";
import { Icon, type IconName } from "./icon";

const m = messages({ loading: ["正在读取…", "Loading…"], retry: ["重试", "Try again"] });

interface EmptyProps {
  icon?: IconName;
  title: string;
  /** What would be here and how to get it. */
  children?: ComponentChildren;
  action?: ComponentChildren;
}

export function EmptyState({ icon = "info", title, children, action }: EmptyProps) {
  return (
    <div class="state">
      <Icon name={icon} size={24} class="state-icon" />
      <p class="state-title">{title}</p>
      {children && <p class="state-text">{children}</p>}
      {action}
    </div>
  );
}

export function LoadingState({ label }: { label?: string }) {
  return (
    <div class="state" role="status">
      <span class="spinner spinner-large" aria-hidden="true" />
      <p class="state-text">{label ?? m.loading()}</p>
    </div>
  );
}

interface ErrorProps {
  /** The sentence: what happened, what to do. */
  text: string;
  onRetry?: () => void;
  /** What the button says where it does something else than trying again. */
  retry?: string;
}

export function ErrorState({ text, onRetry, retry = m.retry() }: ErrorProps) {
  return (
    <div class="state state-error" role="alert">
      <Icon name="error" size={24} class="state-icon" />
      <p class="state-text">{text}</p>
      {onRetry && (
        <Button icon="refresh" onClick={onRetry}>
          {retry}
        </Button>
      )}
    </div>
  );
}

/** A sentence in a box inside a panel: a hint, a warning, a refusal. */
export function Note({
  tone = "info",
  children,
}: {
  tone?: "info" | "warning" | "error" | "success";
  children: ComponentChildren;
}) {
  return (
    <div class={`note note-${tone}`} role={tone === "error" ? "alert" : undefined}>
      <Icon name={tone} />
      <div>{children}</div>
    </div>
  );
}
