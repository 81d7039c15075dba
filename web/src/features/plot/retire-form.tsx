import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { clearSelection } from "../../app/selection";
import { TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { EditFrame } from "./edit-frame";
import { em } from "./edit-messages";
import type { Dossier } from "./types";

/** Ends a plot on a day. The number has to be typed: this is not a click made by mistake. */
export function RetireForm({ plot }: { plot: Dossier }) {
  const [typed, setTyped] = useState("");
  return (
    <EditFrame
      title={em.retireTitle(plot.plot_no)}
      text=""
      danger
      submitLabel={em.retire()}
      done={em.retired(plot.plot_no)}
      after={clearSelection}
      check={() => (typed.trim() === plot.plot_no ? null : em.retireMismatch())}
      save={({ validFrom, reason, document }) =>
        api.post("/api/plots/{plot_id}/retire", {
          path: { plot_id: plot.id },
          body: {
            plot_no: typed.trim(),
            valid_from: validFrom,
            reason: reason.trim(),
            document: document.trim() || null,
          },
        })
      }
    >
      <Note tone="warning">{em.retireText(plot.plot_no)}</Note>
      <TextField label={em.retireType(plot.plot_no)} value={typed} onValue={setTyped} autocomplete="off" required />
    </EditFrame>
  );
}
