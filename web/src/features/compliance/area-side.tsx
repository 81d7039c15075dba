import { sentenceOf } from "../../api/problem";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate, formatInstant } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatArea } from "../../locale/units";
import { Button, IconButton } from "../../ui/button";
import { Fact, Facts } from "../../ui/facts";
import { ErrorState, LoadingState } from "../../ui/states";
import { area, openArea, openTab, setFilter, showPlace } from "./compliance.state";
import { m } from "./messages";
import { StandingMark } from "./standing-mark";
import type { AreaSheet } from "./types";

interface Props {
  onForm: (kind: "correct" | "end" | "withdraw", sheet: AreaSheet) => void;
}

/** One area: its document, term and distance, the plots it touches, what was recorded before. */
export function AreaSide({ onForm }: Props) {
  const sheet = area.data.value;
  const error = area.error.value;
  return (
    <section class="compliance-side" aria-label={sheet?.name_zh ?? m.areas()}>
      <header>
        <h3>{sheet ? inLanguage(sheet.name_zh, sheet.name_en) : ""}</h3>
        <IconButton icon="close" label={m.close()} onClick={() => openArea(null)} />
      </header>
      <div class="compliance-side-body">
        {!sheet && (error ? <ErrorState text={sentenceOf(error)} onRetry={area.reload} /> : <LoadingState />)}
        {sheet && <Body sheet={sheet} onForm={onForm} />}
      </div>
    </section>
  );
}

function Body({ sheet, onForm }: Props & { sheet: AreaSheet }) {
  const edits = can("constraint:edit") && !isHistory.value;
  return (
    <>
      <p class="compliance-acts">
        <StandingMark area={sheet} />
        <Button icon="locate" onClick={() => showPlace(sheet.geometry)}>
          {m.showOnMap()}
        </Button>
        {sheet.plots > 0 && (
          <Button
            icon="ledger"
            onClick={() => {
              setFilter("overlap_kind", sheet.kind);
              setFilter("overlap_q", sheet.name_zh);
              openTab("overlaps");
            }}
          >
            {m.touched()} {sheet.plots}
          </Button>
        )}
      </p>
      <Facts>
        <Fact label={m.kind()}>{term("land.ConstraintKind", sheet.kind)}</Fact>
        <Fact label={m.source()}>{sheet.source || "—"}</Fact>
        <Fact label={m.documentNo()}>{sheet.document_no || "—"}</Fact>
        <Fact label={m.distanceField()}>{sheet.distance_m ?? m.byRulebook()}</Fact>
        <Fact label={m.validFrom()}>{formatDate(sheet.valid_from)}</Fact>
        {sheet.valid_to && <Fact label={m.validTo()}>{formatDate(sheet.valid_to)}</Fact>}
        <Fact label={m.ellipsoidal()}>{formatArea(sheet.area_ellipsoidal_m2)}</Fact>
        <Fact label={m.basis()}>
          {sheet.basis}
          {!sheet.basis_confirmed && `（${m.unconfirmed()}）`}
        </Fact>
        {sheet.remark && <Fact label={m.remark()}>{sheet.remark}</Fact>}
      </Facts>
      {edits && (
        <p class="compliance-acts">
          <Button icon="edit" onClick={() => onForm("correct", sheet)}>
            {m.correctArea()}
          </Button>
          {sheet.standing !== "ended" && (
            <Button icon="ban" onClick={() => onForm("end", sheet)}>
              {m.endArea()}
            </Button>
          )}
          <Button kind="danger" icon="trash" onClick={() => onForm("withdraw", sheet)}>
            {m.withdrawArea()}
          </Button>
        </p>
      )}
      <h4>{m.history()}</h4>
      <ul class="compliance-history">
        {sheet.history.map((row) => (
          <li key={row.id}>
            <span class="figure">{formatInstant(row.recorded_at)}</span> {row.recorded_by_name} {row.name_zh}{" "}
            <span class="quiet">
              {formatDate(row.valid_from)}
              {row.valid_to && `—${formatDate(row.valid_to)}`}
              {row.superseded_at && ` · ${m.superseded()}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
