import { DocumentsOf } from "../../app/documents-of";
import { EvidenceList } from "../../app/evidence-field";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { asked, documentKinds, mayEdit, sheet as shown } from "./cases.state";
import { draftKinds } from "./draft-fields";
import { sm } from "./sheet-messages";
import type { CaseSheet } from "./types";

/** The papers of the case: issued ones with their hash, the others with what is missing; and how they reached people. */
export function PapersTab({ sheet }: { sheet: CaseSheet }) {
  return (
    <div class="case-stack">
      {can("document:read") && (
        <section class="page-card case-part">
          <h4>{sm.documents()}</h4>
          {mayEdit.value && sheet.is_open && <Drafts sheet={sheet} />}
          <DocumentsOf subject="idle_case" subjectId={sheet.id} onChange={shown.reload} />
        </section>
      )}
      <section class="page-card case-part">
        <h4>
          {sm.services()}{" "}
          {mayEdit.value && sheet.is_open && (
            <Button
              kind="quiet"
              class="no-print"
              onClick={() => {
                asked.value = { kind: "notice", sheet, encumbranceId: null };
              }}
            >
              {sm.recordService()}
            </Button>
          )}
        </h4>
        {sheet.services.length === 0 ? (
          <p class="quiet">{sm.noServices()}</p>
        ) : (
          <table class="page-table">
            <thead>
              <tr>
                <th scope="col">{sm.paper()}</th>
                <th scope="col">{sm.purpose()}</th>
                <th scope="col">{sm.served()}</th>
                <th scope="col">{sm.receipt()}</th>
                <th scope="col" class="no-print" />
              </tr>
            </thead>
            <tbody>
              {sheet.services.map((service) => (
                <tr key={service.id}>
                  <td>{service.document_no}</td>
                  <td>
                    {term("idle_cases.ServicePurpose", service.purpose)} · {service.recipient}
                  </td>
                  <td>
                    {formatDate(service.served_on)} {term("idle_cases.ServiceKind", service.kind)}
                    {service.note && <div class="quiet">{service.note}</div>}
                  </td>
                  <td>
                    <EvidenceList files={service.evidence} />
                  </td>
                  <td class="page-actions no-print">
                    {mayEdit.value && (
                      <Button
                        onClick={() => {
                          asked.value = { kind: "correct", sheet, target: "service", serviceId: service.id };
                        }}
                      >
                        {sm.correct()}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </div>
  );
}

/** The words of each coming paper: one button a kind, marked where something was written. */
function Drafts({ sheet }: { sheet: CaseSheet }) {
  const titles = new Map(
    (documentKinds.data.value ?? []).map((one) => [one.kind, inLanguage(one.title_zh, one.title_en)]),
  );
  return (
    <div class="no-print">
      <p class="quiet">{sm.draftWords()}</p>
      <p class="case-acts">
        {draftKinds.map((kind) => (
          <Button
            key={kind}
            icon={sheet.drafts[kind] ? "check" : "edit"}
            onClick={() => {
              asked.value = { kind: "draft", sheet, document: kind, title: titles.get(kind) ?? kind };
            }}
          >
            {titles.get(kind) ?? kind}
          </Button>
        ))}
      </p>
    </div>
  );
}
