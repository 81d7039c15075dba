import { sentenceOf } from "../../api/problem";
import { EarliestDay } from "../../app/effective-day";
import { openDesk } from "../../app/location";
import { goToBbox } from "../../app/map-actions";
import { can } from "../../app/session";
import { parkName } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { Button, IconButton } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { StateMark } from "./marks";
import { m } from "./messages";
import { OperationsPart } from "./operations-part";
import { asked, check, mayEdit, openProposal, openSheet, openTab, type Question, sheet } from "./proposals.state";
import { RemarksPart } from "./remarks-part";
import type { Sheet, State } from "./types";

/** One proposal: what it is about, what can be done now, its operations, the reviewer's remarks. */
export function ProposalSheet() {
  const error = sheet.error.value;
  const found = openSheet.value;
  return (
    <div class="proposals">
      <div class="proposals-back">
        <Button kind="quiet" icon="chevronLeft" onClick={() => openProposal(null)}>
          {m.back()}
        </Button>
      </div>
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={sheet.reload} />}
      {!found && error === null && <LoadingState label={m.loading()} />}
      {found && (
        <>
          <Head found={found} />
          <Actions found={found} />
          <RemarksPart sheet={found} />
          <OperationsPart sheet={found} />
        </>
      )}
    </div>
  );
}

function Head({ found }: { found: Sheet }) {
  const worst = check.data.value?.findings.filter(({ severity }) => severity === "error").length ?? 0;
  const warnings = check.data.value?.findings.filter(({ severity }) => severity === "warning").length ?? 0;
  return (
    <header class="proposals-head">
      <div class="proposals-line-head">
        <h3 class="proposals-title">{found.title_zh}</h3>
        {found.bbox && (
          <IconButton icon="target" label={m.onMap()} onClick={() => found.bbox && goToBbox(found.bbox)} />
        )}
        {mayEdit.value && (
          <IconButton
            icon="edit"
            label={m.rename()}
            onClick={() => {
              asked.value = { kind: "rename", sheet: found };
            }}
          />
        )}
      </div>
      <p class="proposals-marks">
        <StateMark state={found.state} />
        {found.conflict_count > 0 && <Badge tone="danger">{m.conflictCount(found.conflict_count)}</Badge>}
        {found.open_remark_count > 0 && <Badge tone="warning">{m.remarkCount(found.open_remark_count)}</Badge>}
        {found.waiting_days !== null && <Badge tone="info">{m.waiting(found.waiting_days)}</Badge>}
        {check.data.value && (
          <button type="button" class="proposals-link" onClick={() => openTab("findings")}>
            {worst > 0 && <span class="proposals-wrong">✕ {worst}</span>}
            {warnings > 0 && <span>⚠ {warnings}</span>}
            {worst === 0 && warnings === 0 && <span class="proposals-good">✓</span>}
          </button>
        )}
      </p>
      <p class="proposals-sub figure">
        {found.proposal_no} · {found.park_code} {parkName(found.park_code)}
        <br />
        {m.author()} {found.author_name} · {m.effective()}{" "}
        {found.effective_on ? formatDate(found.effective_on) : m.onPublication()}
        {found.document && (
          <>
            <br />
            {m.paper()} {found.document}
          </>
        )}
      </p>
      {check.data.value?.earliest_on && (
        <EarliestDay proposal={found} day={check.data.value.earliest_on} mayEdit={mayEdit.value} />
      )}
      {found.purpose_zh && <p>{found.purpose_zh}</p>}
      {found.state === "returned" && found.last_reason && (
        <Note tone="warning">
          {found.last_actor_name}：{found.last_reason}
        </Note>
      )}
      {found.state === "withdrawn" && found.last_reason && <Note>{found.last_reason}</Note>}
    </header>
  );
}

interface Act {
  state: State;
  kind: Extract<Question, { sheet: Sheet }>["kind"];
  label: () => string;
  allowed: () => boolean;
  primary?: boolean;
}

const acts: Act[] = [
  { state: "submitted", kind: "submit", label: m.submit, allowed: () => can("proposal:edit"), primary: true },
  { state: "published", kind: "publish", label: m.publish, allowed: () => can("proposal:review"), primary: true },
  { state: "returned", kind: "return", label: m.giveBack, allowed: () => can("proposal:review") },
  { state: "draft", kind: "take_back", label: m.takeBack, allowed: () => can("proposal:edit") },
  { state: "withdrawn", kind: "withdraw", label: m.withdraw, allowed: () => can("proposal:edit") },
];

function Actions({ found }: { found: Sheet }) {
  const open = acts.filter(
    (act) => found.open_steps.includes(act.state) && act.allowed() && (act.state !== "draft" || found.is_mine),
  );
  const own = found.state === "submitted" && found.is_mine && can("proposal:review");
  if (open.length === 0 && !mayEdit.value) return null;
  return (
    <div class="proposals-acts">
      {mayEdit.value && (
        <Button icon="draw" onClick={() => openDesk("draw")}>
          {m.draw()}
        </Button>
      )}
      {open.map((act) => (
        <Button
          key={act.kind}
          kind={act.primary ? "primary" : act.kind === "withdraw" ? "quiet" : "plain"}
          onClick={() => {
            asked.value = { kind: act.kind, sheet: found } as Question;
          }}
        >
          {act.label()}
        </Button>
      ))}
      {own && <p class="quiet proposals-eyes">{m.fourEyes()}</p>}
    </div>
  );
}
