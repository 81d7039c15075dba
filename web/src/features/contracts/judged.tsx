import { useEffect, useRef } from "preact/hooks";
import type { Finding } from "../../api/types";
import { FindingsList } from "../../ui/findings-list";
import { Note } from "../../ui/states";
import { fm } from "./form-messages";

/** What the server found when it was asked, or when it refused. */
export interface Judged {
  sentence: string | null;
  findings: Finding[];
}

export function JudgedNote({ judged }: { judged: Judged | null }) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: "nearest" }), [judged]);
  if (!judged) return null;
  return (
    <section ref={box} class="contracts-judged" aria-live="polite">
      {judged.sentence && <Note tone="error">{judged.sentence}</Note>}
      {!judged.sentence && judged.findings.length === 0 && <Note tone="success">{fm.nothingFound()}</Note>}
      {judged.findings.length > 0 && <FindingsList findings={judged.findings} />}
    </section>
  );
}
