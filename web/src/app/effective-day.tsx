import { signal } from "@preact/signals";
import { api } from "../api/client";
import { sentenceOf } from "../api/problem";
import { formatDate } from "../locale/date";
import { messages } from "../locale/language";
import { Button } from "../ui/button";
import { Note } from "../ui/states";
import { toast } from "../ui/toast";
import { noteDataChange } from "./changes";

const m = messages({
  tooEarly: [
    (day: string) =>
      `有地块的现有界线当天才生效，界线以日为单位，这份草案最早可自 ${day} 起生效。今天即可提交和发布，到该日生效。`,
    (day: string) =>
      `A boundary taken up here began this very day. The proposal can hold from ${day}; it can be submitted and published today.`,
  ],
  choose: [(day: string) => `定为 ${day} 生效`, (day: string) => `Let it hold from ${day}`],
  chosen: [(day: string) => `生效日期已定为 ${day}。`, (day: string) => `It holds from ${day}.`],
});

/** What is needed of a proposal to give it another day. */
export interface DatedProposal {
  id: number;
  version: number;
  title_zh: string;
  purpose_zh: string;
  document: string | null;
}

const busy = signal(false);

async function choose(proposal: DatedProposal, day: string): Promise<void> {
  busy.value = true;
  try {
    const { id, version, title_zh, purpose_zh, document } = proposal;
    const body = { title_zh, purpose_zh, document, effective_on: day, expected_version: version };
    await api.put("/api/proposals/{proposal_id}", { path: { proposal_id: id }, body });
    noteDataChange();
    toast(m.chosen(formatDate(day)));
  } catch (error) {
    toast(sentenceOf(error), "error");
  } finally {
    busy.value = false;
  }
}

/** A boundary of today cannot be followed by another one today: says so while it is drawn, with the day that will do one click away. */
export function EarliestDay({ proposal, day, mayEdit }: { proposal: DatedProposal; day: string; mayEdit: boolean }) {
  return (
    <Note tone="warning">
      <p>{m.tooEarly(formatDate(day))}</p>
      {mayEdit && (
        <Button busy={busy.value} onClick={() => void choose(proposal, day)}>
          {m.choose(formatDate(day))}
        </Button>
      )}
    </Note>
  );
}
