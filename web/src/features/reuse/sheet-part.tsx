import type { ComponentChildren } from "preact";

interface PartProps {
  title: string;
  action?: ComponentChildren;
  children: ComponentChildren;
}

/** One card of the sheet: title, what can be done here, content. */
export function Part({ title, action, children }: PartProps) {
  return (
    <section class="page-card reuse-part" aria-label={title}>
      <header class="reuse-part-head">
        <h3>{title}</h3>
        {action}
      </header>
      {children}
    </section>
  );
}
