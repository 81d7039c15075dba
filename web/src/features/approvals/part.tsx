import type { ComponentChildren } from "preact";

/** A titled part of a case. */
export function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="approval-part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}
