import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { EvidenceList } from "../../app/evidence-field";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate, formatInstant } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatYuan } from "../../locale/money";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { Fact, Facts } from "../../ui/facts";
import { FindingsList } from "../../ui/findings-list";
import { EmptyState } from "../../ui/states";
import { toast } from "../../ui/toast";
import { industryNames } from "./industries";
import { m } from "./messages";
import { dialog, noteWritten } from "./supply.state";
import type { Application, ComparedIndicator, ListingSheet } from "./types";
import { VerdictMark } from "./verdict-mark";

const tones: Record<string, "success" | "danger" | "info" | "neutral"> = {
  admitted: "success",
  refused: "danger",
  received: "info",
  withdrawn: "neutral",
};

/** What was handed in, one card per application, with the verdict and its reasons. */
export function ApplicationsTab({ listing }: { listing: ListingSheet }) {
  if (listing.applications.length === 0)
    return (
      <EmptyState icon="document" title={m.noApplications()}>
        {m.noApplicationsText()}
      </EmptyState>
    );
  return (
    <div class="supply-part-list">
      {listing.applications.map((one) => (
        <Card key={one.id} listing={listing} application={one} />
      ))}
    </div>
  );
}

function Card({ listing, application }: { listing: ListingSheet; application: Application }) {
  const money = [application.investment_yuan, application.output_yuan, application.tax_yuan];
  const days = [application.start_on, application.completion_on, application.production_on];
  return (
    <section class="supply-card" aria-label={application.party_name_zh}>
      <header>
        <b>
          {m.numbered(application.number)} {application.party_name_zh}
        </b>
        <Badge tone={tones[application.state]}>{term("supply.ApplicationState", application.state)}</Badge>
        <CardActs listing={listing} application={application} />
      </header>
      <Facts>
        <Fact label={m.project()}>{application.project_name}</Fact>
        <Fact label={m.industry()}>
          {application.industry_code ? industryNames([application.industry_code]) : m.notSet()}
        </Fact>
        <Fact label={m.bid()}>{application.bid_yuan === null ? m.notSet() : formatYuan(application.bid_yuan)}</Fact>
        <Fact label={m.totals()}>{money.map((yuan) => (yuan === null ? "—" : formatYuan(yuan))).join("、")}</Fact>
        <Fact label={m.dates()}>{days.map((day) => (day ? formatDate(day) : "—")).join("、")}</Fact>
        <Fact label={m.idle()}>{term("supply.YesNo", application.idle_answer)}</Fact>
        <Fact label={m.dishonest()}>{term("supply.YesNo", application.honesty_answer)}</Fact>
        {application.note && <Fact label={m.note()}>{application.note}</Fact>}
        {application.evidence.length > 0 && (
          <Fact label={m.evidence()}>
            <EvidenceList files={application.evidence} />
          </Fact>
        )}
      </Facts>
      <p class="quiet">{m.received(formatInstant(application.received_at), application.received_by_name)}</p>
      {application.admission && <Verdict application={application} />}
    </section>
  );
}

function CardActs({ listing, application }: { listing: ListingSheet; application: Application }) {
  const isOpen = listing.state === "published" || listing.state === "closed";
  if (!isOpen || application.state === "withdrawn" || !can("application:edit") || isHistory.value) return null;
  const assess = () =>
    api
      .post("/api/applications/{application_id}/assess", { path: { application_id: application.id } })
      .then(() => noteWritten())
      .catch((error: unknown) => toast(sentenceOf(error), "error"));
  return (
    <span class="supply-acts">
      <Button kind={application.state === "received" ? "primary" : undefined} onClick={assess}>
        {application.state === "received" ? m.assess() : m.assessAgain()}
      </Button>
      <Button
        onClick={() => {
          dialog.value = { kind: "apply", listing, application };
        }}
      >
        {m.revise()}
      </Button>
      <Button
        kind="quiet"
        onClick={() => {
          dialog.value = { kind: "withdraw-application", application };
        }}
      >
        {m.withdrawApplication()}
      </Button>
    </span>
  );
}

function Verdict({ application }: { application: Application }) {
  const admission = application.admission;
  if (!admission) return null;
  return (
    <div class="supply-judged">
      <p>
        <b>{m.findings()}</b>{" "}
        <span class="quiet">{m.verdict(formatDate(admission.as_of), admission.assessed_by_name)}</span>
      </p>
      {admission.findings.length > 0 ? <FindingsList findings={admission.findings} /> : <p>{m.noFindings()}</p>}
      <details>
        <summary>{m.why()}</summary>
        <table class="supply-figures">
          <thead>
            <tr>
              <th scope="col">{m.indicator()}</th>
              <th scope="col">{m.required()}</th>
              <th scope="col">{m.promised()}</th>
              <th scope="col">{m.margin()}</th>
            </tr>
          </thead>
          <tbody>
            {admission.comparisons.map((row: ComparedIndicator) => (
              <tr key={`${row.indicator}.${row.direction}`}>
                <th scope="row">{term("supply.Indicator", row.indicator)}</th>
                <td class="figure">{inLanguage(row.required_zh, row.required_en)}</td>
                <td class="figure">
                  {inLanguage(row.promised_zh, row.promised_en)} <VerdictMark verdict={row.verdict} />
                </td>
                <td class="figure">{inLanguage(row.margin_zh, row.margin_en) || "—"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
