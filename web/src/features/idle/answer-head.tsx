import { openDesk, setExtra } from "../../app/location";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatYuan } from "../../locale/money";
import { listed } from "../../locale/punctuation";
import { Badge } from "../../ui/chips";
import { Fact, Facts } from "../../ui/facts";
import { Icon } from "../../ui/icon";
import { m } from "./messages";
import type { Answer, ContractIdle } from "./types";

export function toneOf(answer: Pick<Answer, "state">): "neutral" | "warning" | "danger" | "info" {
  if (["not_started_idle", "not_started_two_years", "stopped_idle"].includes(answer.state)) return "danger";
  if (answer.state === "unknown") return "info";
  return ["start_late", "stopped"].includes(answer.state) ? "warning" : "neutral";
}

const icons = { neutral: "success", warning: "warning", danger: "error", info: "help" } as const;

/** What has to be done next and by when; while a case is open, the case tells. */
export function NextDuty({ item }: { item: ContractIdle }) {
  const { next_duty: duty, ground } = item.answer;
  if (ground && item.open_case_no) {
    const number = item.open_case_no;
    return (
      <button type="button" class="idle-turn" onClick={() => openCase(number)}>
        {m.byCase(number)}
      </button>
    );
  }
  return (
    <>
      {term("idle.IdleDuty", duty.duty)}
      {duty.latest_on && (
        <b class="figure">
          {" "}
          {m.latest()} {formatDate(duty.latest_on)}
        </b>
      )}
      {duty.article && <span class="quiet"> 《{duty.article.replace(" ", "》")}</span>}
    </>
  );
}

/** The desk of cases with the list narrowed to this one. */
export function openCase(number: string): void {
  openDesk("idle");
  setExtra("case_q", number);
}

/** The answer: one sentence, then since when, whose cause, what next, by when, on which article. */
export function AnswerHead({ item }: { item: ContractIdle }) {
  const { answer } = item;
  const tone = toneOf(answer);
  return (
    <section class={`idle-answer idle-answer-${tone}`} aria-label={m.tab()}>
      <p class="idle-sentence">
        <Icon name={icons[tone]} size={16} />
        <span>{inLanguage(item.sentence_zh, item.sentence_en)}</span>
      </p>
      <Facts>
        {answer.since && <Fact label={m.since()}>{formatDate(answer.since)}</Fact>}
        {answer.side && (
          <Fact label={m.side()}>
            {term("idle.CauseSide", answer.side)} {answer.is_proposal && <Badge tone="warning">{m.proposal()}</Badge>}
            {answer.may_fee && <Badge tone="danger">{m.mayFee()}</Badge>}
            {answer.may_recover && <Badge tone="danger">{m.mayRecover()}</Badge>}
          </Fact>
        )}
        <Fact label={m.nextDuty()}>
          <NextDuty item={item} />
        </Fact>
        {!answer.ground && answer.state !== "completed" && (
          <Fact label={m.becomes()}>
            <span class="figure">{item.becomes_idle_on ? formatDate(item.becomes_idle_on) : m.becomesNever()}</span>{" "}
            <span class="quiet">{m.ifNothingNew()}</span>
          </Fact>
        )}
        {item.fee && (
          <Fact label={m.fee()}>
            {item.fee.amount_yuan !== null ? (
              <>
                <b class="figure">{formatYuan(item.fee.amount_yuan)}</b>{" "}
                <span class="quiet">{item.fee.arithmetic}</span>
              </>
            ) : (
              <span class="quiet">{inLanguage(item.fee.refusal_zh, item.fee.refusal_en)}</span>
            )}
          </Fact>
        )}
        {item.notices.length > 0 && (
          <Fact label={m.mortgagees()}>
            {item.notices.map((one) => [one.holder_name, one.certificate_no].filter(Boolean).join(" ")).join("、")}{" "}
            <span class="quiet">{m.mortgageeArticle()}</span>
          </Fact>
        )}
        {item.seized_by.length > 0 && <Fact label={m.seized()}>{m.seizedText(item.seized_by.join("、"))}</Fact>}
        {item.warnings.length > 0 && (
          <Fact label={m.warnings()}>
            <span class="figure">{listed(item.warnings.map((one) => m.warnOn(formatDate(one.warn_on))))}</span>
          </Fact>
        )}
      </Facts>
    </section>
  );
}
