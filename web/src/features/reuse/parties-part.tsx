import { EvidenceList } from "../../app/evidence-field";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { asked } from "./reuse.state";
import { ms } from "./sheet-messages";
import { Part } from "./sheet-part";
import type { MovedParty, Sheet } from "./types";

/** 腾笼换鸟: who left on the one side, who came on the other. */
export function PartiesPart({ sheet }: { sheet: Sheet }) {
  const mayEdit = can("reuse:edit") && !isHistory.value;
  const ask = (direction: "left" | "came") => () => {
    asked.value = { kind: "party", sheet, direction };
  };
  return (
    <Part
      title={ms.parties()}
      action={
        mayEdit && (
          <span class="reuse-acts">
            <Button kind="quiet" icon="minus" onClick={ask("left")}>
              {ms.addLeft()}
            </Button>
            <Button kind="quiet" icon="plus" onClick={ask("came")}>
              {ms.addCame()}
            </Button>
          </span>
        )
      }
    >
      <div class="reuse-swap">
        <Side sheet={sheet} direction="left" none={ms.noLeft()} mayEdit={mayEdit} />
        <span class="reuse-arrow" aria-hidden="true">
          →
        </span>
        <Side sheet={sheet} direction="came" none={ms.noCame()} mayEdit={mayEdit} />
      </div>
    </Part>
  );
}

interface SideProps {
  sheet: Sheet;
  direction: "left" | "came";
  none: string;
  mayEdit: boolean;
}

function Side({ sheet, direction, none, mayEdit }: SideProps) {
  const rows = sheet.parties.filter((party) => party.direction === direction);
  return (
    <div class="reuse-side">
      <h4>{term("reuse.ReuseDirection", direction)}</h4>
      {rows.length === 0 && <p class="quiet">{none}</p>}
      {rows.map((row) => (
        <One key={row.id} row={row} sheet={sheet} mayEdit={mayEdit} />
      ))}
    </div>
  );
}

function One({ row, sheet, mayEdit }: { row: MovedParty; sheet: Sheet; mayEdit: boolean }) {
  return (
    <div class={row.taken_back_reason === null ? "reuse-who" : "reuse-who reuse-gone"}>
      <strong>{inLanguage(row.name_zh, row.name_en)}</strong>
      <p class="quiet">
        <span class="figure">{formatDate(row.moved_on)}</span>
        {row.area_m2 !== null && ` · ${formatArea(row.area_m2)}`}
        {row.industry_zh && ` · ${row.industry_zh}`}
      </p>
      {row.note && <p>{row.note}</p>}
      {row.taken_back_reason !== null && <p class="reuse-late">{ms.withdrawn(row.taken_back_reason)}</p>}
      {row.evidence.length > 0 && <EvidenceList files={row.evidence} />}
      {mayEdit && row.taken_back_reason === null && (
        <Button
          kind="quiet"
          icon="trash"
          onClick={() => {
            asked.value = { kind: "withdraw", sheet, subject: "parties", row };
          }}
        >
          {ms.withdraw()}
        </Button>
      )}
    </div>
  );
}
