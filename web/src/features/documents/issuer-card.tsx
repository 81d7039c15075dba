import { sentenceOf } from "../../api/problem";
import { can } from "../../app/session";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { Button } from "../../ui/button";
import { Fact, Facts } from "../../ui/facts";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { dialog, issuer } from "./documents.state";
import { m } from "./messages";

/** The office that issues: its name and code stand on every document. */
export function IssuerCard() {
  const answer = issuer.data.value;
  const office = answer?.issuer;
  if (issuer.error.value !== null) return <ErrorState text={sentenceOf(issuer.error.value)} onRetry={issuer.reload} />;
  if (!answer) return <LoadingState />;
  return (
    <section class="page-card documents-issuer" aria-label={m.issuer()}>
      <header>
        <div>
          <h3>{m.issuer()}</h3>
          <p class="quiet">{m.issuerText()}</p>
        </div>
        {can("document_template:edit") && !isHistory.value && (
          <Button
            icon="edit"
            onClick={() => {
              dialog.value = { kind: "issuer" };
            }}
          >
            {m.edit()}
          </Button>
        )}
      </header>
      {office ? (
        <Facts>
          <Fact label={m.name()} since={formatDate(answer.since)}>
            {office.name_zh}
          </Fact>
          <Fact label={m.code()}>{office.code_zh}</Fact>
          <Fact label={m.representative()}>{office.representative || "—"}</Fact>
          <Fact label={m.address()}>{office.address || "—"}</Fact>
          <Fact label={m.phone()}>{office.phone || "—"}</Fact>
          <Fact label={m.bankAccount()}>
            {[office.account_name, office.bank_name, office.bank_account].filter(Boolean).join(" · ") || "—"}
          </Fact>
        </Facts>
      ) : (
        <Note tone="warning">{m.noIssuer()}</Note>
      )}
    </section>
  );
}
