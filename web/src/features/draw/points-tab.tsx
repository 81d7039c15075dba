import { useState } from "preact/hooks";
import { copyText } from "../../app/copy-text";
import type { EntryRow } from "../../draw/point-entry";
import { planarSystems } from "../../map/projections";
import { Button, IconButton } from "../../ui/button";
import { CancelButton, Dialog } from "../../ui/dialog";
import { SelectField } from "../../ui/field";
import { Note } from "../../ui/states";
import { m } from "./messages";
import { addRow, changeRow, chooseSystem, faultOf, notes, removeRow, rows, system, takeTable } from "./points.state";

/** Points by number: typed, pasted, or read off the drawing. */
export function PointsTab() {
  const [pasting, setPasting] = useState(false);
  const epsg = system();
  const list = rows.value;
  const options = [
    ...planarSystems.map((entry) => ({
      value: String(entry.epsg),
      label: `${m.systemPlanar(entry.meridian, entry.prefix)}（${entry.epsg}）`,
    })),
    { value: "4490", label: `${m.system4490()}（4490）` },
  ];
  return (
    <div class="points">
      <SelectField
        label={m.system()}
        value={String(epsg)}
        options={options}
        onValue={(value) => chooseSystem(Number(value))}
      />
      {notes.value.map((note) => (
        <Note key={note.text} tone={note.tone}>
          {note.text}
        </Note>
      ))}
      <PointTable list={list} degrees={epsg === 4490} onPaste={takeTable} />
      <div class="points-actions">
        <Button kind="quiet" icon="plus" onClick={addRow}>
          {m.addRow()}
        </Button>
        <Button kind="quiet" icon="paste" onClick={() => setPasting(true)}>
          {m.paste()}
        </Button>
        {list.length > 0 && (
          <IconButton
            icon="copy"
            label={m.copyTable()}
            onClick={() => copyText(list.map((row) => `${row.no}\t${row.x}\t${row.y}`).join("\n"), m.pasteLabel())}
          />
        )}
      </div>
      <p class="points-hint">{m.pasteHint()}</p>
      {pasting && <PasteDialog onClose={() => setPasting(false)} />}
    </div>
  );
}

interface PointTableProps {
  list: EntryRow[];
  degrees: boolean;
  onPaste: (text: string) => boolean;
}

function PointTable({ list, degrees, onPaste }: PointTableProps) {
  const rings = new Set(list.map((row) => row.ring)).size;
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    // A single number is pasted into its cell as usual.
    if (!/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    onPaste(text);
  };
  return (
    <table class="points-table" onPaste={paste}>
      <thead>
        <tr>
          <th>{m.no()}</th>
          {rings > 1 && <th>{m.ring()}</th>}
          <th class="points-number">{degrees ? m.lat() : m.x()}</th>
          <th class="points-number">{degrees ? m.lon() : m.y()}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {list.map((row, index) => {
          const fault = faultOf(row);
          const key = `${index}`;
          return (
            <tr key={key} class={fault ? "is-wrong" : undefined} title={fault ? m[fault]() : undefined}>
              <td class="points-no">
                <Cell value={row.no} label={`${m.no()} ${index + 1}`} onValue={(no) => changeRow(index, { no })} />
              </td>
              {rings > 1 && <td class="points-ring">{row.ring}</td>}
              <td>
                <Cell
                  value={row.x}
                  label={`X ${row.no}`}
                  numeric
                  wrong={fault !== null}
                  onValue={(x) => changeRow(index, { x })}
                />
              </td>
              <td>
                <Cell
                  value={row.y}
                  label={`Y ${row.no}`}
                  numeric
                  wrong={fault !== null}
                  onValue={(y) => changeRow(index, { y })}
                />
              </td>
              <td>
                <IconButton icon="close" label={m.removeRow(row.no)} size={12} onClick={() => removeRow(index)} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface CellProps {
  value: string;
  label: string;
  numeric?: boolean;
  wrong?: boolean;
  onValue: (value: string) => void;
}

/** Writes when left or with Enter, so that a half-typed number does not jump on the map. */
function Cell({ value, label, numeric, wrong, onValue }: CellProps) {
  return (
    <input
      class={`points-cell ${numeric ? "points-number" : ""}`}
      value={value}
      aria-label={label}
      aria-invalid={wrong ? "true" : undefined}
      inputMode={numeric ? "decimal" : undefined}
      onChange={(event) => onValue(event.currentTarget.value.trim())}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
      }}
    />
  );
}

function PasteDialog({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState("");
  return (
    <Dialog
      title={m.paste()}
      onClose={onClose}
      footer={
        <>
          <CancelButton />
          <Button
            kind="primary"
            disabled={text.trim() === ""}
            onClick={() => {
              takeTable(text);
              onClose();
            }}
          >
            {m.take()}
          </Button>
        </>
      }
    >
      <p class="quiet">{m.pasteHint()}</p>
      <textarea
        class="textarea points-paste"
        rows={12}
        aria-label={m.pasteLabel()}
        placeholder={"J1\t3716378.135\t560442.958\nJ2\t3716378.135\t560542.958\nJ3\t3716278.135\t560542.958"}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </Dialog>
  );
}
