import { goToBbox } from "../../app/map-actions";
import { boxOf } from "../../draw/shape";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { broughtBack, draftShape } from "./draft.state";
import "./draw.css";
import { clearDraft } from "./draw-tools";
import { m } from "./messages";
import { formTouched } from "./register-form.state";

/** Says that an unregistered draft was brought back, where it lies, and how to be rid of it. */
export function DraftNote() {
  if (!broughtBack.value) return null;
  const box = boxOf(draftShape.value);
  return (
    <div class="note note-info draw-back" role="status">
      <Icon name="info" />
      <div>
        <p>{m.broughtBack(draftShape.value.flat(2).length, formTouched.value)}</p>
        <div class="draw-back-actions">
          <Button
            onClick={() => {
              broughtBack.value = false;
            }}
          >
            {m.goOn()}
          </Button>
          {box && (
            <Button kind="quiet" onClick={() => goToBbox(box)}>
              {m.showDraft()}
            </Button>
          )}
          <Button onClick={clearDraft}>{m.discard()}</Button>
        </div>
      </div>
    </div>
  );
}
