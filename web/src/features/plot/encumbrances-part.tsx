import { useSignal } from "@preact/signals";
import { sentenceOf } from "../../api/problem";
import { EvidenceList } from "../../app/evidence-field";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { formatYuan } from "../../locale/money";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { Fact, Facts } from "../../ui/facts";
import { FindingsList } from "../../ui/findings-list";
import { ErrorState, LoadingState } from "../../ui/states";
import { EncumbranceForm, ReleaseForm, WithdrawForm } from "./encumbrance-forms";
import { nm } from "./encumbrance-messages";
import type { Encumbrance } from "./encumbrance-types";
import { encumbrances } from "./plot.state";
import { Section } from "./section";
import type { Dossier } from "./types";

type Asked = { form: "new" } | { form: "edit" | "release" | "withdraw"; row: Encumbrance };

/** 权利限制: what rests on the plot, worst first, and what has been released. */
export function EncumbrancesPart({ plot }: { plot: Dossier }) {
  const asked = useSignal<Asked | null>(null);
  const close = () => {
    asked.value = null;
  };
  if (!can("encumbrance:read")) return null;
  const rows = encumbrances.data.value;
  const error = encumbrances.error.value;
  const mayEdit = can("encumbrance:edit") && !isHistory.value;
  const resting = rows?.filter(({ rests }) => rests) ?? [];
  const released = rows?.filter(({ rests }) => !rests) ?? [];
  const question = asked.value;
  return (
    <Section
      title={nm.title()}
      note={resting.length > 0 && nm.resting(resting.length)}
      action={
        mayEdit && (
          <Button
            kind="quiet"
            icon="plus"
            onClick={() => {
              asked.value = { form: "new" };
            }}
          >
            {nm.add()}
          </Button>
        )
      }
    >
      {!rows &&
        (error !== null ? (
          <ErrorState text={sentenceOf(error)} onRetry={encumbrances.reload} />
        ) : (
          <LoadingState label={nm.loading()} />
        ))}
      {rows?.length === 0 && <p class="plot-none">{nm.none()}</p>}
      {resting.map((row) => (
        <One key={row.id} row={row} onAsk={mayEdit ? (form) => (asked.value = { form, row }) : undefined} />
      ))}
      {released.length > 0 && (
        <details class="plot-earlier">
          <summary>{nm.earlier(released.length)}</summary>
          {released.map((row) => (
            <One key={row.id} row={row} />
          ))}
        </details>
      )}
      {question?.form === "new" && <EncumbranceForm plot={plot} row={null} onClose={close} />}
      {question?.form === "edit" && <EncumbranceForm plot={plot} row={question.row} onClose={close} />}
      {question?.form === "release" && <ReleaseForm row={question.row} onClose={close} />}
      {question?.form === "withdraw" && <WithdrawForm row={question.row} onClose={close} />}
    </Section>
  );
}

const tones: Record<string, "danger" | "warning"> = { seizure: "danger", mortgage: "warning", objection: "warning" };

function One({ row, onAsk }: { row: Encumbrance; onAsk?: (form: "edit" | "release" | "withdraw") => void }) {
  const kind = term("parties.EncumbranceKind", row.kind);
  return (
    <div class="plot-party">
      <p class="plot-party-head">
        <Badge tone={row.rests ? (tones[row.kind] ?? "neutral") : "neutral"}>{kind}</Badge>
        <strong>{row.holder_name}</strong>
      </p>
      <Facts>
        <Fact label={nm.registeredOn()} source={nm.recordedBy(row.recorded_by_name)}>
          <span class="figure">{formatDate(row.registered_on)}</span>
        </Fact>
        {row.certificate_no && <Fact label={nm.certificate()}>{row.certificate_no}</Fact>}
        {row.amount_yuan !== null && <Fact label={nm.amount()}>{formatYuan(row.amount_yuan)}</Fact>}
        {row.rank > 1 && <Fact label={nm.rankShort()}>{row.rank}</Fact>}
        <Fact label={nm.areaShort()}>{row.area_m2 === null ? nm.wholePlot() : formatArea(row.area_m2)}</Fact>
        {row.debtor_name_zh && <Fact label={nm.debtor()}>{row.debtor_name_zh}</Fact>}
        {row.expires_on && (
          <Fact label={nm.expiresShort()}>
            <span class="figure">{formatDate(row.expires_on)}</span>
          </Fact>
        )}
        {row.remark && <Fact label={nm.remark()}>{row.remark}</Fact>}
      </Facts>
      {row.finding && <FindingsList findings={[row.finding]} />}
      {row.evidence.length > 0 && <EvidenceList files={row.evidence} />}
      {row.released_on && !row.rests && (
        <>
          <p class="quiet">{nm.released(formatDate(row.released_on), row.release_reason)}</p>
          {row.release_evidence.length > 0 && <EvidenceList files={row.release_evidence} />}
        </>
      )}
      {onAsk && (
        <p class="plot-party-acts">
          {row.released_on === null && (
            <Button kind="quiet" icon="check" onClick={() => onAsk("release")}>
              {nm.release()}
            </Button>
          )}
          <Button kind="quiet" icon="edit" onClick={() => onAsk("edit")}>
            {nm.edit()}
          </Button>
          <Button kind="quiet" icon="trash" onClick={() => onAsk("withdraw")}>
            {nm.withdraw()}
          </Button>
        </p>
      )}
    </div>
  );
}
