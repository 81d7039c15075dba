import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { Button } from "../../ui/button";
import type { IconName } from "../../ui/icon";
import { toast } from "../../ui/toast";
import { type Asked, asked, send, sheet } from "./inquiries.state";
import { m } from "./messages";
import type { InquirySheet } from "./types";

type Kind = Exclude<Asked["kind"], "duty" | "person">;
const buttons: { kind: Kind; icon: IconName; label: () => string }[] = [
  { kind: "answer", icon: "mail", label: m.answer },
  { kind: "note", icon: "edit", label: m.note },
  { kind: "assign", icon: "share", label: m.assign },
  { kind: "lead", icon: "handshake", label: m.lead },
  { kind: "project", icon: "crane", label: m.project },
  { kind: "close", icon: "check", label: m.close },
  { kind: "reopen", icon: "refresh", label: m.reopen },
];

/** What can be done now; the one thing that waits is the coloured button. */
export function StepButtons({ inquiry }: { inquiry: InquirySheet }) {
  const [busy, setBusy] = useState(false);
  const open = new Set(inquiry.open_steps);
  const take = async () => {
    setBusy(true);
    try {
      await send(api.post("/api/inquiries/{inquiry_id}/taking", { path: { inquiry_id: inquiry.id } }));
      toast(m.taken());
    } catch (error) {
      toast(sentenceOf(error), "error");
      sheet.reload();
    }
    setBusy(false);
  };
  if (open.size === 0) return <p class="quiet">{m.nothingToDo()}</p>;
  return (
    <div class="inquiry-buttons">
      {open.has("take") && (
        <Button kind="primary" icon="user" busy={busy} onClick={take}>
          {m.take()}
        </Button>
      )}
      {buttons
        .filter(({ kind }) => open.has(kind))
        .map(({ kind, icon, label }) => (
          <Button
            key={kind}
            icon={icon}
            kind={kind === "answer" && inquiry.answered_on === null ? "primary" : "plain"}
            onClick={() => {
              asked.value = { kind, sheet: inquiry };
            }}
          >
            {label()}
          </Button>
        ))}
    </div>
  );
}
