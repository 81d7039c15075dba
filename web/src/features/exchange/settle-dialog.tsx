import { useSignal } from "@preact/signals";
import { sentenceOf } from "../../api/problem";
import { termOptions } from "../../app/terms";
import { Button } from "../../ui/button";
import { CancelButton, Dialog } from "../../ui/dialog";
import { SelectField, TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { chosen, settleChosen, settling } from "./exchange.state";
import { m } from "./messages";

/** How the chosen differences were settled; a difference that stands needs its reason. */
export function SettleDialog() {
  return settling.value ? <Form /> : null;
}

function Form() {
  const how = useSignal("correct_there");
  const note = useSignal("");
  const busy = useSignal(false);
  const failure = useSignal<unknown>(null);
  const close = () => {
    settling.value = false;
  };
  const isReady = how.value !== "accepted" || note.value.trim() !== "";
  async function save() {
    busy.value = true;
    failure.value = null;
    try {
      await settleChosen(how.value, note.value);
      toast(m.saved());
    } catch (error) {
      failure.value = error;
      busy.value = false;
    }
  }
  return (
    <Dialog
      title={m.settleTitle(chosen.value.size)}
      onClose={close}
      footer={
        <>
          <CancelButton />
          <Button kind="primary" busy={busy.value} disabled={!isReady} onClick={save}>
            {m.save()}
          </Button>
        </>
      }
    >
      <div class="exchange-form">
        <SelectField
          label={m.how()}
          value={how.value}
          options={termOptions("exchange.Resolution")}
          onValue={(value) => {
            how.value = value;
          }}
        />
        <TextField
          label={m.note()}
          value={note.value}
          hint={m.noteHint()}
          maxLength={1000}
          onValue={(value) => {
            note.value = value;
          }}
        />
        {failure.value !== null && <Note tone="error">{sentenceOf(failure.value)}</Note>}
      </div>
    </Dialog>
  );
}
