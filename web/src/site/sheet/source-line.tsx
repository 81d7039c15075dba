import { formatDate } from "../../locale/date";
import { sourceWords } from "../words";
import { ageWords } from "./age";
import { s } from "./messages";

interface Props {
  source?: string | null;
  since: string;
  today: string;
  document?: string | null;
}

/** Where a group of figures comes from, since when, and how old that is. */
export function SourceLine({ source, since, today, document }: Props) {
  const age = ageWords(since, today);
  return (
    <p class="source-line">
      {document && `${s.documentLine(document)} · `}
      {source ? s.sourceLine(sourceWords(source), formatDate(since), age) : s.sinceLine(formatDate(since), age)}
    </p>
  );
}
