import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/field";
import { Icon } from "../../ui/icon";
import { Popover } from "../../ui/popover";
import { columnKeys, usualColumns } from "./column-keys";
import { columnTitle } from "./columns";
import { chosenColumns, setColumns } from "./ledger.state";
import { m } from "./messages";

export function ColumnChooser() {
  const chosen = chosenColumns.value;
  return (
    <Popover label={m.columns()} buttonClass="icon-button not-phone" width={220} trigger={<Icon name="table" />}>
      {() => (
        <>
          <p class="popover-hint">{m.columnsHint()}</p>
          <ul class="facet">
            {columnKeys.map((key) => (
              <li key={key} class="facet-row">
                <Checkbox
                  label={columnTitle[key]()}
                  checked={chosen.includes(key)}
                  disabled={key === "plot_no"}
                  onChecked={(on) => setColumns(on ? [...chosen, key] : chosen.filter((other) => other !== key))}
                />
              </li>
            ))}
          </ul>
          <Button kind="quiet" onClick={() => setColumns(usualColumns)}>
            {m.usual()}
          </Button>
        </>
      )}
    </Popover>
  );
}
