import { startPause } from "../../api/settled";
import { openDesk, setExtra } from "../../app/location";
import { goToPlot, showFinding } from "../../app/map-actions";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { m } from "./messages";
import { openTab } from "./prepare.state";
import { LineSign } from "./readiness-mark";
import type { Finding, Inputs, Line, Proof, Sheet } from "./types";

interface Props {
  line: Line;
  sheet: Sheet;
  onAnswer?: () => void;
}

const severity = { error: 0, warning: 1, info: 2 };

/** One condition: passed or not, what was found against what is required, what to do, what proves it. */
export function ReadinessLine({ line, sheet, onAnswer }: Props) {
  const item = line.key.split(".")[1] ?? "";
  // the table below marks each unconfirmed entry: here their number is enough
  const told = line.findings
    .filter(({ code }) => code !== "indicator.requirement_unconfirmed")
    .sort((a, b) => severity[a.severity] - severity[b.severity]);
  const unconfirmed = line.findings.length - told.length;
  const given = line.topic === "cleared" ? sheet.inputs.answers[item] : undefined;
  return (
    <li class="prepare-line">
      <div class="prepare-line-head">
        <LineSign state={line.state} />
        <span class="prepare-line-label">{inLanguage(line.label_zh, line.label_en)}</span>
        {onAnswer && (
          <Button kind="quiet" icon="edit" class="prepare-line-act" onClick={onAnswer}>
            {m.fill()}
          </Button>
        )}
      </div>
      {given?.remark && <p class="prepare-line-text">{given.remark}</p>}
      {told.map((finding, index) => (
        <FindingText key={`${finding.code}-${index}`} finding={finding} />
      ))}
      {unconfirmed > 0 && <p class="prepare-finding prepare-finding-warning">{m.unconfirmedCount(unconfirmed)}</p>}
      {line.state !== "passed" && <WhereToMend line={line} sheet={sheet} />}
      <Evidence proofs={line.evidence} />
      {given && <p class="quiet prepare-small">{m.answeredBy(given.answered_by_name, formatDate(given.since))}</p>}
      <Why line={line} sheet={sheet} />
    </li>
  );
}

function FindingText({ finding }: { finding: Finding }) {
  const place = finding.geometry as Parameters<typeof showFinding>[0] | null | undefined;
  return (
    <div class={`prepare-finding prepare-finding-${finding.severity}`}>
      <p>{inLanguage(finding.message_zh, finding.message_en)}</p>
      {finding.fix_zh && <p class="prepare-fix">{inLanguage(finding.fix_zh, finding.fix_en)}</p>}
      {place && (
        <Button
          kind="quiet"
          icon="target"
          onClick={() => {
            openDesk("map");
            startPause(() => showFinding(place), 400);
          }}
        >
          {m.onMap()}
        </Button>
      )}
    </div>
  );
}

const places = { servicing: "servicing", conditions: "conditions", land: "overview", topology: "boundary" } as const;

/** The way to where the fact itself is kept. */
function WhereToMend({ line, sheet }: { line: Line; sheet: Sheet }) {
  if (line.topic === "assessment") {
    return (
      <Button
        kind="quiet"
        icon="layers"
        onClick={() => {
          openDesk("prepare");
          openTab("assessments");
        }}
      >
        {m.goAssessments()}
      </Button>
    );
  }
  if (!(line.topic in places)) return null;
  const topic = line.topic as keyof typeof places;
  const words = { servicing: m.goServicing, conditions: m.goConditions, land: m.goState, topology: m.goBoundary };
  return (
    <Button
      kind="quiet"
      icon="external"
      onClick={() => {
        openDesk("map");
        setExtra("tab", places[topic] === "overview" ? null : places[topic]);
        goToPlot({ id: sheet.plot_id });
      }}
    >
      {words[topic]()}
    </Button>
  );
}

export function Evidence({ proofs }: { proofs: Proof[] }) {
  if (!proofs.length) return null;
  return (
    <ul class="prepare-proofs" aria-label={m.evidence()}>
      {proofs.map((proof) => (
        <li key={`${proof.reference}-${proof.title}`}>
          {proof.file_id !== null ? (
            <a
              href={`/api/evidence/${proof.file_id}/file`}
              target="_blank"
              rel="noopener"
              title={`SHA-256 ${proof.sha256}`}
            >
              <Icon name="document" size={14} /> {proof.title || proof.reference}
            </a>
          ) : (
            <span>
              {proof.title ? `${proof.title} · ${proof.reference}` : proof.reference}
              {proof.dated && <span class="quiet"> {formatDate(proof.dated)}</span>}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The rule, its inputs and its article behind a verdict. */
function Why({ line, sheet }: { line: Line; sheet: Sheet }) {
  const finding = line.findings[0];
  const { demands, basic_set, limits } = sheet.inputs;
  const confirmedWord = (is: boolean) => (is ? m.confirmed() : m.unconfirmed());
  const basis =
    finding?.basis ??
    (line.topic === "servicing" || line.topic === "assessment"
      ? demands.basis
      : line.topic === "indicators"
        ? basic_set.basis
        : "闲置土地处置办法 第二十一条");
  const limit =
    line.topic === "servicing"
      ? `readiness.servicing_age_days = ${limits.servicing_age_days}`
      : line.topic === "assessment"
        ? `readiness.assessment_warning_days = ${limits.assessment_warning_days}，readiness.uncovered_tolerance_m2 = ${limits.uncovered_tolerance_m2}`
        : null;
  const assessed =
    line.topic === "assessment"
      ? sheet.inputs.assessments.filter((a: Inputs["assessments"][number]) => `assessment.${a.kind}` === line.key)
      : [];
  const utility =
    line.topic === "servicing"
      ? sheet.inputs.utilities.find((u: Inputs["utilities"][number]) => `servicing.${u.utility}` === line.key)
      : null;
  return (
    <details class="prepare-why">
      <summary>{m.why()}</summary>
      <dl>
        {finding?.measured && <Pair label={m.measured()} text={finding.measured} />}
        {finding?.required && <Pair label={m.required()} text={finding.required} />}
        {utility && (
          <Pair
            label={m.lookedAt()}
            text={`${term("land.UtilityStatus", utility.status)}，${utility.source}，${utility.observed_on ? formatDate(utility.observed_on) : "—"}`}
          />
        )}
        {assessed.map((item: Inputs["assessments"][number]) => (
          <Pair
            key={item.id}
            label={m.lookedAt()}
            text={`${item.title}（${item.document_no}）${formatDate(item.valid_from)}—${item.valid_to ? formatDate(item.valid_to) : m.open()}${item.uncovered_m2 ? ` · ${item.uncovered_m2.toFixed(2)} ㎡` : ""}`}
          />
        ))}
        {line.topic === "land" && (
          <Pair
            label={m.lookedAt()}
            text={[term("land.LandControl", sheet.inputs.land_control), sheet.inputs.state_document]
              .filter(Boolean)
              .join("，")}
          />
        )}
        {line.topic === "topology" && <Pair label={m.lookedAt()} text={m.boundaryVersion(sheet.inputs.version_no)} />}
        <Pair
          label={m.basis()}
          text={`${basis}${line.topic === "servicing" || line.topic === "assessment" ? `（${confirmedWord(demands.confirmed)}）` : ""}`}
        />
        {limit && <Pair label={m.ruleOf()} text={limit} />}
      </dl>
    </details>
  );
}

function Pair({ label, text }: { label: string; text: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{text}</dd>
    </>
  );
}
