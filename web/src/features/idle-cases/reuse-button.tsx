import { batch } from "@preact/signals";
import { openDesk, setExtra } from "../../app/location";
import { can } from "../../app/session";
import { isHistory } from "../../app/zone";
import { Button } from "../../ui/button";
import { reuses } from "./cases.state";
import { sm } from "./sheet-messages";
import type { CaseSheet } from "./types";

const decided = ["decided", "performing", "closed"];

/** What the land of a case is used for next: the measures that come from it, or, once decided, the beginning of one. */
export function ReuseButton({ sheet }: { sheet: CaseSheet }) {
  const found = reuses.data.value ?? [];
  const open = (name: "new" | "reuse", value: string) => () =>
    batch(() => {
      setExtra("reuse", null);
      setExtra(name, value);
      openDesk("reuse");
    });
  if (found.length > 0)
    return (
      <>
        {found.map(({ id, reuse_no }) => (
          <Button key={id} icon="recycle" title={sm.openReuse(reuse_no)} onClick={open("reuse", String(id))}>
            {sm.reuseOf(reuse_no)}
          </Button>
        ))}
      </>
    );
  if (!reuses.data.value || !decided.includes(sheet.state) || !can("reuse:edit") || isHistory.value) return null;
  return (
    <Button icon="recycle" onClick={open("new", `case:${sheet.id}`)}>
      {sm.newReuse()}
    </Button>
  );
}
