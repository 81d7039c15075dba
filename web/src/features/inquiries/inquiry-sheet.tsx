import { sentenceOf } from "../../api/problem";
import { openDesk, setExtra } from "../../app/location";
import { goToPlot } from "../../app/map-actions";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory, parkName } from "../../app/zone";
import { formatDate, formatInstant } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { Fact, Facts } from "../../ui/facts";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { asked, inquiryId, openInquiry, person, sheet } from "./inquiries.state";
import { DueMark, StateMark } from "./inquiry-table";
import { m } from "./messages";
import { StepButtons } from "./step-buttons";
import { StepList } from "./step-list";
import type { InquirySheet } from "./types";

/** One inquiry: what was asked, how it stands, what can be done now, everything that was said. */
export function InquirySheetPage() {
  const found = sheet.data.value;
  const ready = found !== null && found.id === inquiryId.value;
  const error = sheet.error.value;
  return (
    <div class="page inquiries-page">
      <div>
        <Button kind="quiet" icon="chevronLeft" onClick={() => openInquiry(null)}>
          {m.back()}
        </Button>
      </div>
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={sheet.reload} />}
      {!ready && error === null && <LoadingState />}
      {ready && error === null && <Sheet inquiry={found} />}
    </div>
  );
}

function Sheet({ inquiry }: { inquiry: InquirySheet }) {
  return (
    <>
      <header class="page-head">
        <div>
          <h2 class="figure">{inquiry.receipt_no}</h2>
          <p class="inquiry-line">
            <StateMark state={inquiry.state} />
            <DueMark inquiry={inquiry} />
            <span class="quiet">
              {m.received()} {formatInstant(inquiry.received_at)}
            </span>
            {!inquiry.is_answered && (
              <span class="quiet">
                {m.due()} {formatDate(inquiry.answer_due_on)}
              </span>
            )}
          </p>
        </div>
      </header>
      {can("inquiry:handle") && (isHistory.value ? <Note>{m.historyView()}</Note> : <StepButtons inquiry={inquiry} />)}
      <div class="inquiry-columns">
        <div class="inquiry-main">
          <section class="page-card inquiry-part" aria-label={m.asked()}>
            <h3>{m.asked()}</h3>
            <Question inquiry={inquiry} />
          </section>
          <section class="page-card inquiry-part" aria-label={m.history()}>
            <h3>{m.history()}</h3>
            <StepList inquiry={inquiry} />
          </section>
        </div>
        <div class="inquiry-side">
          <section class="page-card inquiry-part" aria-label={m.facts()}>
            <h3>{m.facts()}</h3>
            <FactList inquiry={inquiry} />
          </section>
          <section class="page-card inquiry-part" aria-label={m.reads()}>
            <h3>{m.reads()}</h3>
            <Reads inquiry={inquiry} />
          </section>
        </div>
      </div>
    </>
  );
}

function Question({ inquiry }: { inquiry: InquirySheet }) {
  if (inquiry.is_erased) return <Note>{m.erased()}</Note>;
  const shown = person.value?.id === inquiry.id ? person.value.data : null;
  return (
    <>
      <p class="inquiry-full">{shown?.question ?? inquiry.question}</p>
      <Facts>
        <Fact label={m.asker()}>
          {shown?.asker_name ?? inquiry.asker_name}
          {!shown && <span class="quiet"> {m.masked()}</span>}
        </Fact>
        <Fact label={m.contact()}>
          {shown?.contact ?? inquiry.contact}
          {!shown && <span class="quiet"> {m.masked()}</span>}
        </Fact>
      </Facts>
      {inquiry.may_read_person &&
        (shown ? (
          <Button
            icon="eyeOff"
            onClick={() => {
              person.value = null;
            }}
          >
            {m.hidePerson()}
          </Button>
        ) : (
          <Button
            icon="eye"
            onClick={() => {
              asked.value = { kind: "person", sheet: inquiry };
            }}
          >
            {m.showPerson()}
          </Button>
        ))}
      {inquiry.kept_until && <p class="quiet">{m.keptUntil(formatDate(inquiry.kept_until))}</p>}
    </>
  );
}

function FactList({ inquiry }: { inquiry: InquirySheet }) {
  const toPlot = () => {
    if (inquiry.plot_id === null) return;
    openDesk("map");
    goToPlot({ id: inquiry.plot_id });
  };
  const toProject = () => {
    setExtra("project", String(inquiry.project_id));
    openDesk("projects");
  };
  return (
    <Facts>
      <Fact label={m.owner()}>{inquiry.owner_name || m.nobody()}</Fact>
      <Fact label={m.park()}>{inquiry.park_code ? parkName(inquiry.park_code) : m.noPark()}</Fact>
      {inquiry.premises_no && <Fact label={m.premises()}>{inquiry.premises_no}</Fact>}
      <Fact label={m.site()}>
        {inquiry.plot_no ? (
          <button type="button" class="text-button" title={m.showPlot(inquiry.plot_no)} onClick={toPlot}>
            {inquiry.plot_no}
          </button>
        ) : (
          "—"
        )}
      </Fact>
      <Fact label={m.region()}>{term("inquiries.SourceRegion", inquiry.source_region)}</Fact>
      <Fact label={m.industry()}>{inLanguage(inquiry.industry_name_zh, inquiry.industry_name_en) || "—"}</Fact>
      <Fact label={m.chain()}>{term("inquiries.ChainPlace", inquiry.chain_place)}</Fact>
      <Fact label={m.language()}>{inquiry.language === "en" ? m.en() : m.zh()}</Fact>
      <Fact label={m.became()}>
        {inquiry.project_no ? (
          <button type="button" class="text-button" onClick={toProject}>
            {m.openProject(inquiry.project_no)}
          </button>
        ) : (
          "—"
        )}
      </Fact>
      {inquiry.close_reason && (
        <Fact label={m.closeReason()}>{term("inquiries.CloseReason", inquiry.close_reason)}</Fact>
      )}
    </Facts>
  );
}

function Reads({ inquiry }: { inquiry: InquirySheet }) {
  if (inquiry.person_reads.length === 0) return <p class="quiet">{m.noReads()}</p>;
  return (
    <ul class="inquiry-reads">
      {inquiry.person_reads.map((read) => (
        <li key={`${read.at}-${read.tag}`}>
          <strong>{read.actor_name}</strong> {inLanguage(read.label_zh, read.label_en)}
          <span class="quiet">
            {formatInstant(read.at)}
            {read.reason && ` · ${read.reason}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
