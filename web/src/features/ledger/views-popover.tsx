import { useState } from "preact/hooks";
import { Button, IconButton } from "../../ui/button";
import { TextField } from "../../ui/field";
import { Icon } from "../../ui/icon";
import { Popover } from "../../ui/popover";
import { toast } from "../../ui/toast";
import { applyView, deleteView, savedViews, saveView } from "./ledger.state";
import { m } from "./messages";

/** Filters, order and columns under a name. */
export function ViewsPopover() {
  return (
    <Popover label={m.views()} buttonClass="icon-button" width={280} trigger={<Icon name="star" />}>
      {(close) => <Views close={close} />}
    </Popover>
  );
}

function Views({ close }: { close: () => void }) {
  const [name, setName] = useState("");
  const views = savedViews.value;
  const save = (event: Event) => {
    event.preventDefault();
    const chosen = name.trim();
    if (!chosen) return;
    saveView(chosen);
    toast(m.viewSaved(chosen));
    setName("");
  };
  return (
    <div class="form-column">
      {views.length === 0 ? (
        <p class="popover-hint">{m.viewsEmpty()}</p>
      ) : (
        <ul class="views">
          {views.map((view) => (
            <li key={view.name} class="views-row">
              <button
                type="button"
                class="menu-item"
                onClick={() => {
                  applyView(view);
                  close();
                }}
              >
                <span class="menu-label">{view.name}</span>
              </button>
              <IconButton icon="trash" label={m.viewDelete(view.name)} onClick={() => deleteView(view.name)} />
            </li>
          ))}
        </ul>
      )}
      <form class="views-form" onSubmit={save}>
        <TextField label={m.viewName()} value={name} onValue={setName} maxLength={40} />
        <Button type="submit" disabled={!name.trim()}>
          {m.viewSave()}
        </Button>
      </form>
      <p class="popover-hint">{m.viewHint()}</p>
    </div>
  );
}
