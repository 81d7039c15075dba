import type { ComponentChildren } from "preact";

interface Props {
  title: string;
  note?: ComponentChildren;
  action?: ComponentChildren;
  children: ComponentChildren;
}

/** A titled part of a tab, with what can be done to it at the right. */
export function Section({ title, note, action, children }: Props) {
  return (
    <section class="plot-section">
      <header class="plot-section-head">
        <h3>{title}</h3>
        {note && <span class="quiet figure">{note}</span>}
        {action && <span class="plot-section-action">{action}</span>}
      </header>
      {children}
    </section>
  );
}
