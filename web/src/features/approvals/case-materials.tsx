import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { EvidenceList } from "../../app/evidence-field";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { c } from "./case-messages";
import { ExtendToleranceForm, MaterialName, RevokeForm } from "./material-forms";
import type { CaseMaterial, CaseSheet, Tolerance } from "./types";

/** What the case asks for: when each came, and what was let in late on which promise. */
export function Materials({ sheet }: { sheet: CaseSheet }) {
  const form = useSignal<{ kind: "extend" | "revoke"; material: CaseMaterial } | null>(null);
  const close = () => {
    form.value = null;
  };
  if (!sheet.materials.length)
    return (
      <ul class="approval-materials">
        {sheet.asked.map((material) => (
          <li key={material.code}>
            <MaterialName material={material} />
          </li>
        ))}
        {sheet.asked.length === 0 && <li class="quiet">{c.noMaterials()}</li>}
      </ul>
    );
  const open = sheet.may.length > 0 && can("approval:edit") && !isHistory.value;
  return (
    <>
      <ul class="approval-materials">
        {sheet.materials.map((material) => (
          <li key={material.id}>
            <div class="approval-material-line">
              <MaterialName material={material} />
              {material.received_on ? (
                <span class="figure">
                  {c.came()} {formatDate(material.received_on)}
                </span>
              ) : (
                <Badge tone={material.tolerance ? "warning" : "danger"}>{c.missing()}</Badge>
              )}
            </div>
            {material.tolerance && (
              <ToleranceLine
                tolerance={material.tolerance}
                actions={
                  open && (
                    <span class="page-actions">
                      {material.tolerance.state === "pending" && !material.tolerance.extended_to && (
                        <Button
                          kind="quiet"
                          onClick={() => {
                            form.value = { kind: "extend", material };
                          }}
                        >
                          {c.extendTolerance()}
                        </Button>
                      )}
                      {(material.tolerance.state === null ||
                        ["pending", "overdue"].includes(material.tolerance.state)) && (
                        <Button
                          kind="quiet"
                          onClick={() => {
                            form.value = { kind: "revoke", material };
                          }}
                        >
                          {c.revoke()}
                        </Button>
                      )}
                    </span>
                  )
                }
              />
            )}
            {material.files.length > 0 && <EvidenceList files={material.files} />}
          </li>
        ))}
      </ul>
      {form.value?.kind === "extend" && (
        <ExtendToleranceForm sheet={sheet} material={form.value.material} onDone={close} />
      )}
      {form.value?.kind === "revoke" && <RevokeForm sheet={sheet} material={form.value.material} onDone={close} />}
    </>
  );
}

const tones = { pending: "warning", delivered: "success", overdue: "danger", revoked: "neutral" } as const;

function ToleranceLine({ tolerance, actions }: { tolerance: Tolerance; actions: ComponentChildren }) {
  const { state } = tolerance;
  return (
    <div class="approval-tolerance">
      <Badge tone={state ? tones[state] : "info"}>
        {state
          ? c.toleranceLine(term("approvals.ToleranceState", state), formatDate(tolerance.due_on))
          : `${c.toleranceDraft()} · ${formatDate(tolerance.promised_by)}`}
      </Badge>
      {tolerance.is_late && <Badge tone="warning">{c.late()}</Badge>}
      <span class="quiet figure">{[tolerance.promise_no, tolerance.notice_no].filter(Boolean).join(" · ")}</span>
      {actions}
      {tolerance.extended_to && <p class="quiet">{c.extendedWhy(tolerance.extension_reason)}</p>}
      {tolerance.revoked_on && (
        <p class="quiet">{c.revokedWhy(formatDate(tolerance.revoked_on), tolerance.revoke_reason)}</p>
      )}
      {tolerance.signed_files.length > 0 && <EvidenceList files={tolerance.signed_files} />}
    </div>
  );
}
