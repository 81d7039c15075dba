import type { ComponentChildren } from "preact";

/** Something wider than a phone: it scrolls sideways in its own box, with a finger or with the arrow keys. */
export function Wide({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section class="preview-scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
