import type { ComponentChildren } from "preact";
import { messages } from "../locale/language";

const m = messages({
  source: [(text: string) => `来源：${text}`, (text: string) => `Source: ${text}`],
  since: [(text: string) => `自 ${text}`, (text: string) => `since ${text}`],
});

interface FactProps {
  label: string;
  children: ComponentChildren;
  /** Source and date are shown on hover and focus. */
  source?: string | null;
  since?: string | null;
}

/** One fact: word, value, and where it comes from. */
export function Fact({ label, children, source, since }: FactProps) {
  const origin = [source && m.source(source), since && m.since(since)].filter(Boolean).join(" · ");
  return (
    <div class="fact">
      <dt>{label}</dt>
      <dd title={origin || undefined} tabIndex={origin ? 0 : undefined} data-origin={origin || undefined}>
        {children}
      </dd>
    </div>
  );
}

export function Facts({ children }: { children: ComponentChildren }) {
  return <dl class="facts">{children}</dl>;
}
