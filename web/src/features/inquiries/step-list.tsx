import { term } from "../../app/terms";
import { formatInstant } from "../../locale/date";
import { Badge } from "../../ui/chips";
import { person } from "./inquiries.state";
import { m } from "./messages";
import type { InquirySheet, Step } from "./types";

/** Every step in its order; what the asker reads and what stays inside are told apart. */
export function StepList({ inquiry }: { inquiry: InquirySheet }) {
  const shown = person.value?.id === inquiry.id ? person.value.data.words : {};
  return (
    <ol class="inquiry-steps">
      {inquiry.steps.map((step, place) => (
        <OneStep
          key={step.id}
          step={step}
          words={shown[String(step.id)] ?? step.body}
          owner={step.owner_name !== (inquiry.steps[place - 1]?.owner_name ?? "") ? step.owner_name : ""}
        />
      ))}
    </ol>
  );
}

function OneStep({ step, words, owner }: { step: Step; words: string | null; owner: string }) {
  const toAsker = step.step === "answer";
  const fromAsker = step.step === "follow_up";
  const side = fromAsker ? m.fromAsker() : toAsker ? m.toAsker() : m.internal();
  return (
    <li class={`inquiry-step ${toAsker ? "inquiry-step-out" : ""} ${fromAsker ? "inquiry-step-in" : ""}`}>
      <p class="inquiry-step-head">
        <strong>{term("inquiries.InquiryStep", step.step)}</strong>
        {words && <Badge tone={fromAsker ? "warning" : toAsker ? "success" : "neutral"}>{side}</Badge>}
        {step.reason_code && <Badge>{term("inquiries.CloseReason", step.reason_code)}</Badge>}
        <span class="quiet">
          {step.actor_name} · {formatInstant(step.at)}
        </span>
      </p>
      {owner && <p class="quiet">{m.handedTo(owner)}</p>}
      {words && <p class="inquiry-full">{words}</p>}
    </li>
  );
}
